import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** Before each name a folder may still have from before: keys add up where a row is asked for again. */
const FORMER = "was:";

/**
 * "Make the customer's folder match their name", for the transaction that changes it. `oldName` is the name before: a
 * folder that a person named is left alone.
 */
export function folderRow(ctx: Pick<Ctx, "now">, customerId: string, oldName: string): NewOutboxRow {
  return rowOf(ctx, customerId, { [`${FORMER}${oldName}`]: "1" });
}

/** "Put the folder of a forgotten customer into the trash bin": the row in the database is gone by then. */
export function folderDeletion(
  ctx: Pick<Ctx, "now">,
  customerId: string,
  folder: { path: string; fileId: string | null },
): NewOutboxRow {
  return rowOf(ctx, customerId, { delete: "1", path: folder.path, fileId: folder.fileId ?? "" });
}

/** The customer a row of kind `folder` is about. */
export function folderRowCustomer(row: { id: string }): string {
  return row.id.slice("folder:".length);
}

export function formerNames(payload: Record<string, string>): string[] {
  return Object.keys(payload).flatMap((key) => (key.startsWith(FORMER) ? [key.slice(FORMER.length)] : []));
}

function rowOf(ctx: Pick<Ctx, "now">, customerId: string, payload: Record<string, string>): NewOutboxRow {
  const now = ctx.now();
  return {
    id: `folder:${customerId}`,
    kind: "folder",
    appointmentId: null,
    payload,
    nextAttemptAt: now,
    createdAt: now,
  };
}
