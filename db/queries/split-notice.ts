import { and, eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { outbox } from "../schema/system.ts";
import { enqueue, type NewOutboxRow, type OutboxRow } from "./outbox.ts";

/** One notice becomes one for each reader, due when that reader may be written to. Nothing, where it is gone meanwhile. */
export async function splitNotice(
  db: Db,
  { id, revision }: Pick<OutboxRow, "id" | "revision">,
  rows: readonly NewOutboxRow[],
): Promise<void> {
  transaction(db, () => {
    const gone = db
      .delete(outbox)
      .where(and(eq(outbox.id, id), eq(outbox.revision, revision)))
      .run();
    if (gone.changes !== 1) return;
    for (const { kind, appointmentId, payload, nextAttemptAt, createdAt, ...row } of rows)
      enqueue(db, { id: row.id, kind, appointmentId, payload, nextAttemptAt, createdAt });
  });
}
