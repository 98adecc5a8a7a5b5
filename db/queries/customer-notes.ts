import { and, count, desc, eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { customerNotes } from "../schema/customers.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type NoteRow = typeof customerNotes.$inferSelect;

/** So many can be written about one customer; a merge may put those of two together. */
const MAX_NOTES = 500;

/** Newest first. */
export async function listNotes(db: Db, customerId: string): Promise<NoteRow[]> {
  return db
    .select()
    .from(customerNotes)
    .where(eq(customerNotes.customerId, customerId))
    .orderBy(desc(customerNotes.createdAt), desc(customerNotes.id))
    .limit(2 * MAX_NOTES)
    .all();
}

export async function findNote(db: Db, customerId: string, id: string): Promise<NoteRow | undefined> {
  return db
    .select()
    .from(customerNotes)
    .where(and(eq(customerNotes.id, id), eq(customerNotes.customerId, customerId)))
    .get();
}

/** @returns "full" when the customer has as many notes as are shown. */
export async function insertNote(db: Db, note: NoteRow, audit: AuditEntry): Promise<"stored" | "full"> {
  return transaction(db, () => {
    const there = db
      .select({ notes: count() })
      .from(customerNotes)
      .where(eq(customerNotes.customerId, note.customerId))
      .get();
    if ((there?.notes ?? 0) >= MAX_NOTES) return "full";
    db.insert(customerNotes).values(note).run();
    writeAudit(db, audit);
    return "stored";
  });
}

/**
 * Another text for a note. `seenAt` is the `updatedAt` somebody had before them.
 * @returns the note as it is now; undefined when it is gone, or was changed since `seenAt`.
 */
export async function updateNote(
  db: Db,
  id: string,
  text: string,
  audit: AuditEntry,
  seenAt?: number,
): Promise<NoteRow | undefined> {
  return transaction(db, () => {
    const note = db.select().from(customerNotes).where(eq(customerNotes.id, id)).get();
    if (!note || (seenAt !== undefined && seenAt !== note.updatedAt)) return undefined;
    // Two changes within a millisecond are two.
    const set = { text, updatedAt: Math.max(audit.at, note.updatedAt + 1) };
    db.update(customerNotes).set(set).where(eq(customerNotes.id, id)).run();
    writeAudit(db, audit);
    return { ...note, ...set };
  });
}

export async function deleteNote(db: Db, id: string, audit: AuditEntry): Promise<void> {
  transaction(db, () => {
    db.delete(customerNotes).where(eq(customerNotes.id, id)).run();
    writeAudit(db, audit);
  });
}
