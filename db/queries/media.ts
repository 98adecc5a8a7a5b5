import { and, asc, desc, eq, inArray, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { crmMedia, type mediaDirections, uploadSessions } from "../schema/media.ts";
import { outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type MediaDirection = (typeof mediaDirections)[number];
export type MediaRow = typeof crmMedia.$inferSelect;
export type NewMedia = typeof crmMedia.$inferInsert;
export type MediaChange = Partial<Omit<MediaRow, "id">>;

/** As many records as one folder or one customer is read with; a bound, not a wish. */
const MAX_ROWS = 20_000;

export async function insertMedia(db: Db, media: NewMedia): Promise<void> {
  db.insert(crmMedia).values(media).run();
}

export async function findMedia(db: Db, id: string): Promise<MediaRow | undefined> {
  return db.select().from(crmMedia).where(eq(crmMedia.id, id)).get();
}

/** What is known of the file at a path: never one that is in the trash bin, one that stands before one that is missing. */
export async function findMediaByPath(db: Db, path: string): Promise<MediaRow | undefined> {
  return db
    .select()
    .from(crmMedia)
    .where(and(eq(crmMedia.path, path), ne(crmMedia.state, "deleted")))
    .orderBy(sql`${crmMedia.state} = 'missing'`, desc(crmMedia.createdAt), desc(crmMedia.id))
    .limit(1)
    .get();
}

/** Records of files at one of the paths, or with one of the fileids; never those in the trash bin. */
export async function findMediaOf(
  db: Db,
  files: { paths: string[]; fileIds: string[] },
): Promise<MediaRow[]> {
  const oneOf = (column: typeof crmMedia.path | typeof crmMedia.fileId, values: string[]) =>
    sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
  return db
    .select()
    .from(crmMedia)
    .where(
      and(
        ne(crmMedia.state, "deleted"),
        or(oneOf(crmMedia.path, files.paths), oneOf(crmMedia.fileId, files.fileIds)),
      ),
    )
    .orderBy(asc(crmMedia.createdAt), asc(crmMedia.id))
    .limit(MAX_ROWS)
    .all();
}

/** Everything that is known of a customer's files but what is in the trash bin, newest first. */
export async function listCustomerMedia(db: Db, customerId: string): Promise<MediaRow[]> {
  return db
    .select()
    .from(crmMedia)
    .where(and(eq(crmMedia.customerId, customerId), ne(crmMedia.state, "deleted")))
    .orderBy(desc(crmMedia.createdAt), desc(crmMedia.id))
    .limit(MAX_ROWS)
    .all();
}

/** Records of a customer's files that were put into the trash bin, by fileid. */
export async function findDeletedMedia(db: Db, customerId: string, fileIds: string[]): Promise<MediaRow[]> {
  return db
    .select()
    .from(crmMedia)
    .where(
      and(
        eq(crmMedia.customerId, customerId),
        eq(crmMedia.state, "deleted"),
        sql`${crmMedia.fileId} IN (SELECT value FROM json_each(${JSON.stringify(fileIds)}))`,
      ),
    )
    .orderBy(asc(crmMedia.updatedAt), asc(crmMedia.id))
    .limit(MAX_ROWS)
    .all();
}

/** Of the path itself or anything below it ("" is everything), those in the trash bin too; by path. */
export async function mediaUnder(db: Db, folder: string): Promise<MediaRow[]> {
  return db.select().from(crmMedia).where(under(folder)).orderBy(asc(crmMedia.path)).limit(MAX_ROWS).all();
}

/** Inside a WHERE: the path is the folder or below it. Bounds of the index: "0" follows "/" in every byte order. */
export function under(
  folder: string,
  path: typeof crmMedia.path | typeof uploadSessions.path = crmMedia.path,
): SQL | undefined {
  if (folder === "") return undefined;
  return sql`(${path} = ${folder} OR (${path} > ${`${folder}/`} AND ${path} < ${`${folder}0`}))`;
}

/**
 * Several changes and their history line at once. A record that is no longer as it was `seen` is left alone: somebody
 * changed it meanwhile.
 */
export async function changeMedia(
  db: Db,
  changes: { id: string; set: MediaChange; seen?: Pick<MediaRow, "state" | "path" | "updatedAt"> }[],
  audit?: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    for (const { id, set, seen } of changes)
      db.update(crmMedia)
        .set(set)
        .where(and(eq(crmMedia.id, id), seen && isAs(seen)))
        .run();
    if (audit) writeAudit(db, audit);
  });
}

function isAs(seen: Pick<MediaRow, "state" | "path" | "updatedAt">): SQL | undefined {
  return and(
    eq(crmMedia.state, seen.state),
    eq(crmMedia.path, seen.path),
    eq(crmMedia.updatedAt, seen.updatedAt),
  );
}

/**
 * The record of an upload, its history line and, for what waits in the spool, the delivery: all or nothing. What was
 * known of an earlier file of that path is over, because this one stands there now.
 */
export async function storeUploaded(
  db: Db,
  upload: { media: NewMedia; audit: AuditEntry; outbox?: NewOutboxRow },
): Promise<MediaRow> {
  return transaction(db, () => writeUploaded(db, upload));
}

/** Writes inside the caller's transaction. */
export function writeUploaded(
  db: Db,
  upload: { media: NewMedia; audit: AuditEntry; outbox?: NewOutboxRow },
): MediaRow {
  // What waits stands nowhere yet, and gets another name where this one is taken.
  if (upload.media.state !== "waiting") forgetEarlier(db, upload.media.path, upload.media.updatedAt);
  const row = db.insert(crmMedia).values(upload.media).returning().get();
  writeAudit(db, upload.audit);
  if (upload.outbox) enqueue(db, upload.outbox);
  return row;
}

/** What waited in the spool is not delivered any more. @returns false when it does not wait (any more). */
export async function dropWaitingMedia(
  db: Db,
  drop: { id: string; outboxId: string; nowMs: number; audit: AuditEntry },
): Promise<boolean> {
  return transaction(db, () => {
    const { changes } = db
      .update(crmMedia)
      .set({ state: "deleted", spoolId: null, updatedAt: drop.nowMs })
      .where(and(eq(crmMedia.id, drop.id), eq(crmMedia.state, "waiting")))
      .run();
    if (changes === 0) return false;
    db.delete(outbox).where(eq(outbox.id, drop.outboxId)).run();
    writeAudit(db, drop.audit);
    return true;
  });
}

/** Inside the caller's transaction: nothing of ours stands at the path any more. */
export function forgetEarlier(db: Db, path: string, nowMs: number): void {
  db.update(crmMedia)
    .set({ state: "deleted", updatedAt: nowMs })
    .where(and(eq(crmMedia.path, path), inArray(crmMedia.state, ["stored", "missing"])))
    .run();
}

/** Records of what was put into the trash bin with this path at that very moment. */
export async function findDeletedUnder(db: Db, path: string, deletedMs: number): Promise<MediaRow[]> {
  return db
    .select()
    .from(crmMedia)
    .where(and(under(path), eq(crmMedia.state, "deleted"), eq(crmMedia.updatedAt, deletedMs)))
    .limit(MAX_ROWS)
    .all();
}

export type UploadSessionRow = typeof uploadSessions.$inferSelect;
export type NewUploadSession = typeof uploadSessions.$inferInsert;

export async function insertUploadSession(db: Db, session: NewUploadSession): Promise<void> {
  db.insert(uploadSessions).values(session).run();
}

export async function findUploadSession(db: Db, id: string): Promise<UploadSessionRow | undefined> {
  return db.select().from(uploadSessions).where(eq(uploadSessions.id, id)).get();
}

/**
 * The upload is complete: its record, history line and the session's end at once. Asked for again, as after an answer
 * that was lost, the record of the first time. `undefined` when the session is gone.
 */
export async function finishUploadSession(
  db: Db,
  id: string,
  upload: { media: NewMedia; audit: AuditEntry; outbox?: NewOutboxRow },
): Promise<MediaRow | undefined> {
  return transaction(db, () => {
    const session = db.select().from(uploadSessions).where(eq(uploadSessions.id, id)).get();
    if (!session) return undefined;
    if (session.mediaId !== null)
      return db.select().from(crmMedia).where(eq(crmMedia.id, session.mediaId)).get();
    const row = writeUploaded(db, upload);
    db.update(uploadSessions).set({ mediaId: row.id }).where(eq(uploadSessions.id, id)).run();
    return row;
  });
}

export async function deleteUploadSession(db: Db, id: string): Promise<void> {
  db.delete(uploadSessions).where(eq(uploadSessions.id, id)).run();
}

/** Sessions whose time is over, finished or not, at most `limit` of them. */
export async function expiredUploadSessions(db: Db, nowMs: number, limit = 100): Promise<UploadSessionRow[]> {
  return db
    .select()
    .from(uploadSessions)
    .where(lte(uploadSessions.expiresAt, nowMs))
    .orderBy(asc(uploadSessions.expiresAt))
    .limit(limit)
    .all();
}
