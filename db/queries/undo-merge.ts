import { and, eq, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { consents } from "../schema/consents.ts";
import { customerMerges, customerNotes, customers } from "../schema/customers.ts";
import { inquiries, referencePictures, waitlistEntries } from "../schema/inquiries.ts";
import { crmMedia, uploadSessions } from "../schema/media.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { dropContacts, earlierContacts, moveContacts } from "./customer-contacts.ts";
import { fieldsOf } from "./customer-merges.ts";
import { replaceTags, tagsOf } from "./customer-tags.ts";
import { type CustomerFields, type CustomerRow, derivedColumns, saveFields } from "./customers.ts";
import { under } from "./media.ts";
import { type MergeRecord, mergeRecord } from "./merge-record.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

/** Who became one, and when; `record` is null once it was undone. */
export async function findMerge(
  db: Db,
  id: string,
): Promise<{ createdAt: number; record: MergeRecord | null } | undefined> {
  const row = db.select().from(customerMerges).where(eq(customerMerges.id, id)).get();
  if (!row) return undefined;
  return { createdAt: row.createdAt, record: row.undoneAt === null ? mergeRecord.parse(row.before) : null };
}

/**
 * Makes one customer two again. What was changed since stays as it is: a field is put back where it still says what
 * the merge wrote, and what moved over goes back where it still belongs to the one who stayed.
 * @returns "undone_already"; "later" when a later merge took the one who stayed, or the other's id is in use.
 */
export async function undoMergeRows(
  db: Db,
  input: {
    id: string;
    audit: AuditEntry[];
    nowMs: number;
    ifRenamed: (customerId: string, oldName: string) => NewOutboxRow;
  },
): Promise<"undone" | "undone_already" | "later"> {
  return transaction(db, () => {
    const merge = db.select().from(customerMerges).where(eq(customerMerges.id, input.id)).get();
    if (!merge || merge.undoneAt !== null) return "undone_already";
    const record = mergeRecord.parse(merge.before);
    const kept = db.select().from(customers).where(eq(customers.id, merge.keptId)).get();
    if (!kept || kept.id !== record.kept.id) return "later";
    if (db.select().from(customers).where(eq(customers.id, record.other.id)).get()) return "later";

    dropContacts(db, input.id);
    const folder = takeFolderBack(db, kept, record);
    const fields = fieldsBefore(kept, record);
    const tags = (tagsOf(db, [kept.id]).get(kept.id) ?? []).filter((tag) => !record.after.tags.includes(tag));
    const stored = replaceTags(db, kept.id, tags);
    if (
      fields.name !== kept.name &&
      kept.nextcloudFolder !== null &&
      kept.nextcloudFolder !== folder.nextcloudFolder
    )
      enqueue(db, input.ifRenamed(kept.id, kept.name));

    restoreOther(db, record, folder, input.nowMs);
    moveContacts(db, { from: kept.id, to: record.other.id, mergeIds: record.moved.merges });
    // Earlier contacts can be searched for: both texts are written once it is settled whose they are.
    saveFields(db, kept, fields, stored, input.nowMs);
    writeSearchText(db, record.other);
    // Who was blocked since, or for another reason, stays so.
    if (record.after.blocked && kept.blockedAt === record.other.blockedAt)
      db.update(customers).set({ blockedAt: null, blockedReason: "" }).where(eq(customers.id, kept.id)).run();
    moveBack(db, record);
    if (record.kept.nextcloudFolder === null && folder.nextcloudFolder !== null)
      giveFiles(db, { from: kept.id, to: record.other.id, folder: folder.nextcloudFolder });
    deleteNoteOf(db, record);
    // What it said of them is theirs again, and goes when they go.
    db.update(customerMerges)
      .set({ before: {}, undoneAt: input.nowMs })
      .where(eq(customerMerges.id, input.id))
      .run();
    for (const line of input.audit) writeAudit(db, line);
    return "undone";
  });
}

function fieldsBefore(kept: CustomerRow, { after, kept: before }: MergeRecord): CustomerFields {
  return {
    name: kept.name === after.name ? before.name : kept.name,
    email: kept.email === after.email ? before.email : kept.email,
    phone: kept.phone === after.phone ? before.phone : kept.phone,
  };
}

interface Folder {
  nextcloudFolder: string | null;
  nextcloudFolderId: string | null;
}
const NO_FOLDER: Folder = { nextcloudFolder: null, nextcloudFolderId: null };

/** The folder the other has again: the one that moved over, wherever it is by now; or their own that stayed. */
function takeFolderBack(db: Db, kept: CustomerRow, record: MergeRecord): Folder {
  const { nextcloudFolder, nextcloudFolderId } = record.other;
  if (nextcloudFolder === null) return NO_FOLDER;
  if (record.kept.nextcloudFolder === null) {
    const isThatOne =
      kept.nextcloudFolder === nextcloudFolder ||
      (nextcloudFolderId !== null && kept.nextcloudFolderId === nextcloudFolderId);
    if (!isThatOne) return NO_FOLDER;
    db.update(customers).set(NO_FOLDER).where(eq(customers.id, kept.id)).run();
    return { nextcloudFolder: kept.nextcloudFolder, nextcloudFolderId: kept.nextcloudFolderId };
  }
  const taken = db.select().from(customers).where(eq(customers.nextcloudFolder, nextcloudFolder)).get();
  return taken ? NO_FOLDER : { nextcloudFolder, nextcloudFolderId };
}

function restoreOther(db: Db, { other }: MergeRecord, folder: Folder, nowMs: number): void {
  const { tags, version, ...row } = other;
  db.insert(customers)
    .values({
      ...row,
      ...folder,
      ...derivedColumns(fieldsOf(other), tags),
      version: version + 1,
      updatedAt: nowMs,
    })
    .run();
  replaceTags(db, other.id, tags);
}

function writeSearchText(db: Db, other: MergeRecord["other"]): void {
  const tags = tagsOf(db, [other.id]).get(other.id) ?? [];
  const { searchText } = derivedColumns(fieldsOf(other), [...tags, ...earlierContacts(db, other.id)]);
  db.update(customers).set({ searchText }).where(eq(customers.id, other.id)).run();
}

/** What was put into a folder since goes with it. */
function giveFiles(db: Db, { from, to, folder }: { from: string; to: string; folder: string }): void {
  const set = { customerId: to };
  db.update(crmMedia)
    .set(set)
    .where(and(eq(crmMedia.customerId, from), under(folder)))
    .run();
  db.update(uploadSessions)
    .set(set)
    .where(and(eq(uploadSessions.customerId, from), under(folder, uploadSessions.path)))
    .run();
}

function moveBack(db: Db, { kept, other, moved }: MergeRecord): void {
  const set = { customerId: other.id };
  const among = (ids: string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  db.update(appointments)
    .set(set)
    .where(and(eq(appointments.customerId, kept.id), sql`${appointments.id} IN ${among(moved.appointments)}`))
    .run();
  db.update(customerNotes)
    .set(set)
    .where(and(eq(customerNotes.customerId, kept.id), sql`${customerNotes.id} IN ${among(moved.notes)}`))
    .run();
  db.update(crmMedia)
    .set(set)
    .where(and(eq(crmMedia.customerId, kept.id), sql`${crmMedia.id} IN ${among(moved.media)}`))
    .run();
  db.update(uploadSessions)
    .set(set)
    .where(and(eq(uploadSessions.customerId, kept.id), sql`${uploadSessions.id} IN ${among(moved.uploads)}`))
    .run();
  for (const [table, movedIds] of [
    [inquiries, moved.inquiries],
    [waitlistEntries, moved.waitlist],
    [referencePictures, moved.pictures],
    [consents, moved.consents],
  ] as const)
    db.update(table)
      .set(set)
      .where(and(eq(table.customerId, kept.id), sql`${table.id} IN ${among(movedIds)}`))
      .run();
  db.update(customerMerges)
    .set({ keptId: other.id })
    .where(and(eq(customerMerges.keptId, kept.id), sql`${customerMerges.id} IN ${among(moved.merges)}`))
    .run();
}

/** Not one that somebody wrote into since. */
function deleteNoteOf(db: Db, { noteId }: MergeRecord): void {
  if (noteId === null) return;
  const untouched = sql`${customerNotes.updatedAt} = ${customerNotes.createdAt}`;
  db.delete(customerNotes)
    .where(and(eq(customerNotes.id, noteId), untouched))
    .run();
}
