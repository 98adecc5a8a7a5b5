import { and, asc, count, eq, gt } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { customerMessages } from "../schema/inquiries.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";
import { attachPictures } from "./reference-pictures.ts";

export type MessageRow = typeof customerMessages.$inferSelect;
export type NewMessage = typeof customerMessages.$inferInsert;

/** As many as one appointment or inquiry may have of one side. */
const MOST_OF_ONE_SIDE = 100;
/** The same words of the same side within so long are one message sent twice. */
const SAME_WITHIN_MS = 10 * 60_000;

/**
 * A message, or pictures alone (null), with its history line and outbox rows as one IMMEDIATE transaction.
 * @returns "repeated" for the words just sent (pictures that came with them are kept all the same), "too_many" once a
 *   side has said a hundred things.
 */
export async function insertMessage(
  db: Db,
  message: NewMessage | null,
  along: { audit: AuditEntry; outbox: NewOutboxRow[]; pictures?: Parameters<typeof attachPictures>[1] },
): Promise<"stored" | "repeated" | "too_many"> {
  return transaction(db, () => {
    const outcome = message === null ? "stored" : addMessage(db, message);
    if (outcome === "too_many") return outcome;
    if (along.pictures) attachPictures(db, along.pictures);
    if (outcome === "repeated") return outcome;
    writeAudit(db, along.audit);
    for (const row of along.outbox) enqueue(db, row);
    return "stored";
  });
}

/** Inside the caller's transaction; see insertMessage. */
export function addMessage(db: Db, message: NewMessage): "stored" | "repeated" | "too_many" {
  const ofSide = and(
    eq(customerMessages.aboutId, message.aboutId),
    eq(customerMessages.author, message.author),
  );
  const justSent = and(
    ofSide,
    eq(customerMessages.text, message.text),
    gt(customerMessages.createdAt, message.createdAt - SAME_WITHIN_MS),
  );
  if (db.select({ id: customerMessages.id }).from(customerMessages).where(justSent).get()) return "repeated";
  const said = db.select({ count: count() }).from(customerMessages).where(ofSide).get()?.count ?? 0;
  if (said >= MOST_OF_ONE_SIDE) return "too_many";
  db.insert(customerMessages).values(message).run();
  return "stored";
}

/** What was said about an appointment or inquiry, oldest first. */
export async function listMessages(db: Db, aboutId: string): Promise<MessageRow[]> {
  return db
    .select()
    .from(customerMessages)
    .where(eq(customerMessages.aboutId, aboutId))
    .orderBy(asc(customerMessages.createdAt), asc(customerMessages.id))
    .limit(2 * MOST_OF_ONE_SIDE)
    .all();
}
