import { eq, lt } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { consents } from "../schema/consents.ts";
import { customerMerges, customerNotes, customers } from "../schema/customers.ts";
import { inquiries, referencePictures, waitlistEntries } from "../schema/inquiries.ts";
import { crmMedia, uploadSessions } from "../schema/media.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { keepContacts, moveContacts } from "./customer-contacts.ts";
import type { NoteRow } from "./customer-notes.ts";
import { replaceTags, tagsOf } from "./customer-tags.ts";
import { type CustomerFields, type CustomerRow, saveFields } from "./customers.ts";
import type { MergeRecord } from "./merge-record.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export interface LeftBehind {
  folder: string;
  folderId: string | null;
}

export interface Merge {
  id: string;
  keptId: string;
  otherId: string;
  /** What the customer who stays is called afterwards, and how they are reached. */
  decide(kept: CustomerRow, other: CustomerRow): CustomerFields;
  decideTags(kept: string[], other: string[]): string[];
  /** Says where the other's folder is, where both have one. */
  noteOf(otherName: string, otherFolder: string): NoteRow;
  ifRenamed(oldName: string): NewOutboxRow;
  nowMs: number;
  /** The history lines of both; `left` is the other's folder where it stays behind, as nobody's. */
  auditOf(left: LeftBehind | null): AuditEntry[];
}

/**
 * Makes two customers one: what belongs to the other moves over, the other's row goes, and what was is written down.
 * @returns "gone" when one of them is not there (any more).
 */
export async function mergeCustomerRows(db: Db, merge: Merge): Promise<"merged" | "gone"> {
  return transaction(db, () => {
    const kept = find(db, merge.keptId);
    const other = find(db, merge.otherId);
    if (!kept || !other) return "gone";
    const tags = tagsOf(db, [kept.id, other.id]);
    const keptTags = tags.get(kept.id) ?? [];
    const otherTags = tags.get(other.id) ?? [];

    const moved = moveOver(db, { from: other.id, to: kept.id });
    moveContacts(db, { from: other.id, to: kept.id });
    db.delete(customers).where(eq(customers.id, other.id)).run();

    const fields = merge.decide(kept, other);
    keepContacts(db, { mergeId: merge.id, customerId: kept.id, merged: fields, before: [kept, other] });
    const stored = replaceTags(db, kept.id, merge.decideTags(keptTags, otherTags));
    saveFields(db, kept, fields, stored, merge.nowMs);
    const folder = folderOf(kept.nextcloudFolder === null ? other : kept);
    const blocked = kept.blockedAt === null && other.blockedAt !== null;
    db.update(customers)
      .set({ ...folder, ...(blocked ? blockOf(other) : {}) })
      .where(eq(customers.id, kept.id))
      .run();
    if (fields.name !== kept.name && kept.nextcloudFolder !== null) enqueue(db, merge.ifRenamed(kept.name));

    const left =
      kept.nextcloudFolder !== null && other.nextcloudFolder !== null
        ? { folder: other.nextcloudFolder, folderId: other.nextcloudFolderId }
        : null;
    const note = left && merge.noteOf(other.name, left.folder);
    if (note) db.insert(customerNotes).values(note).run();
    const before: MergeRecord = {
      kept: { id: kept.id, ...fieldsOf(kept), ...folderOf(kept) },
      after: { ...fields, ...folder, tags: stored.filter((tag) => !keptTags.includes(tag)), blocked },
      other: {
        id: other.id,
        ...fieldsOf(other),
        ...folderOf(other),
        source: other.source,
        createdBy: other.createdBy,
        version: other.version,
        createdAt: other.createdAt,
        ...blockOf(other),
        tags: otherTags,
      },
      moved,
      noteId: note?.id ?? null,
    };
    db.insert(customerMerges).values({ id: merge.id, keptId: kept.id, before, createdAt: merge.nowMs }).run();
    for (const line of merge.auditOf(left)) writeAudit(db, line);
    return "merged";
  });
}

function find(db: Db, id: string): CustomerRow | undefined {
  return db.select().from(customers).where(eq(customers.id, id)).get();
}

export const fieldsOf = ({ name, email, phone }: CustomerFields) => ({ name, email, phone });

const blockOf = ({ blockedAt, blockedReason }: CustomerRow) => ({ blockedAt, blockedReason });

const folderOf = (row: Pick<CustomerRow, "nextcloudFolder" | "nextcloudFolderId">) => ({
  nextcloudFolder: row.nextcloudFolder,
  nextcloudFolderId: row.nextcloudFolderId,
});

function moveOver(db: Db, { from, to }: { from: string; to: string }): MergeRecord["moved"] {
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const set = { customerId: to };
  return {
    appointments: ids(
      db
        .update(appointments)
        .set(set)
        .where(eq(appointments.customerId, from))
        .returning({ id: appointments.id })
        .all(),
    ),
    notes: ids(
      db
        .update(customerNotes)
        .set(set)
        .where(eq(customerNotes.customerId, from))
        .returning({ id: customerNotes.id })
        .all(),
    ),
    media: ids(
      db.update(crmMedia).set(set).where(eq(crmMedia.customerId, from)).returning({ id: crmMedia.id }).all(),
    ),
    uploads: ids(
      db
        .update(uploadSessions)
        .set(set)
        .where(eq(uploadSessions.customerId, from))
        .returning({ id: uploadSessions.id })
        .all(),
    ),
    merges: ids(
      db
        .update(customerMerges)
        .set({ keptId: to })
        .where(eq(customerMerges.keptId, from))
        .returning({ id: customerMerges.id })
        .all(),
    ),
    inquiries: ids(
      db
        .update(inquiries)
        .set(set)
        .where(eq(inquiries.customerId, from))
        .returning({ id: inquiries.id })
        .all(),
    ),
    waitlist: ids(
      db
        .update(waitlistEntries)
        .set(set)
        .where(eq(waitlistEntries.customerId, from))
        .returning({ id: waitlistEntries.id })
        .all(),
    ),
    pictures: ids(
      db
        .update(referencePictures)
        .set(set)
        .where(eq(referencePictures.customerId, from))
        .returning({ id: referencePictures.id })
        .all(),
    ),
    consents: ids(
      db.update(consents).set(set).where(eq(consents.customerId, from)).returning({ id: consents.id }).all(),
    ),
  };
}

/** How much belongs to a customer and would move with them. */
export async function countBelongings(
  db: Db,
  customerId: string,
): Promise<{ appointments: number; notes: number; media: number }> {
  const counted = db.$client
    .prepare<[{ id: string }], { appointments: number; notes: number; media: number }>(
      `SELECT (SELECT count(*) FROM appointments WHERE customer_id = :id) AS appointments,
        (SELECT count(*) FROM customer_notes WHERE customer_id = :id) AS notes,
        (SELECT count(*) FROM crm_media WHERE customer_id = :id AND state <> 'deleted') AS media`,
    )
    .get({ id: customerId });
  return counted ?? { appointments: 0, notes: 0, media: 0 };
}

/** Forgets what can no longer be undone, with everything it says of people. @returns how many. */
export async function deleteMergesBefore(db: Db, beforeMs: number): Promise<number> {
  return db.delete(customerMerges).where(lt(customerMerges.createdAt, beforeMs)).run().changes;
}
