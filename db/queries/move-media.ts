import { and, asc, eq, ne, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { crmMedia, uploadSessions } from "../schema/media.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { forgetEarlier, type MediaDirection, under } from "./media.ts";

/** Where what is known of a file goes when the file is moved. */
export interface MediaMove {
  from: string;
  to: string;
  /** Whose folder it lies in afterwards; undefined leaves the records with who has them. */
  customerId?: string | null;
  directionOf: (path: string) => MediaDirection | null;
  nowMs: number;
  audit: AuditEntry;
}

/**
 * A file or folder is called something else, or lies elsewhere, in Nextcloud: records at and below the path follow,
 * those of files that still wait and of uploads under way too, and the folders of customers. What is in the trash bin
 * keeps the path it will come back to.
 */
export async function moveMedia(db: Db, move: MediaMove): Promise<void> {
  const moved = (path: string) => move.to + path.slice(move.from.length);
  transaction(db, () => {
    forgetEarlier(db, move.to, move.nowMs);
    const rows = db
      .select({ id: crmMedia.id, path: crmMedia.path })
      .from(crmMedia)
      .where(and(under(move.from), ne(crmMedia.state, "deleted")))
      .all();
    const owner = move.customerId === undefined ? {} : { customerId: move.customerId };
    for (const { id, path } of rows) {
      const to = moved(path);
      const set = { path: to, direction: move.directionOf(to), updatedAt: move.nowMs, ...owner };
      db.update(crmMedia).set(set).where(eq(crmMedia.id, id)).run();
    }
    for (const { id, path } of sessionsUnder(db, move.from))
      db.update(uploadSessions)
        .set({ path: moved(path), direction: move.directionOf(moved(path)) })
        .where(eq(uploadSessions.id, id))
        .run();
    const folders = foldersUnder(db, move.from);
    // Whoever is said to have a folder there lost it: Nextcloud found the name free.
    for (const { id } of folders.length > 0 ? foldersUnder(db, move.to) : [])
      db.update(customers).set({ nextcloudFolder: null }).where(eq(customers.id, id)).run();
    for (const { id, folder } of folders)
      db.update(customers)
        .set({ nextcloudFolder: moved(folder) })
        .where(eq(customers.id, id))
        .run();
    writeAudit(db, move.audit);
  });
}

/** Those of the paths that are a customer's own folder. */
export async function findCustomerFolders(db: Db, paths: string[]): Promise<Set<string>> {
  const rows = db
    .select({ folder: customers.nextcloudFolder })
    .from(customers)
    .where(sql`${customers.nextcloudFolder} IN (SELECT value FROM json_each(${JSON.stringify(paths)}))`)
    .all();
  return new Set(rows.flatMap(({ folder }) => (folder === null ? [] : [folder])));
}

/** Customers whose folder is the path or below it. */
export async function customerFoldersUnder(db: Db, path: string): Promise<{ id: string; folder: string }[]> {
  return foldersUnder(db, path);
}

function foldersUnder(db: Db, path: string): { id: string; folder: string }[] {
  const column = customers.nextcloudFolder;
  return db
    .select({ id: customers.id, folder: column })
    .from(customers)
    .where(sql`${column} = ${path} OR (${column} > ${`${path}/`} AND ${column} < ${`${path}0`})`)
    .orderBy(asc(column))
    .all()
    .flatMap(({ id, folder }) => (folder === null ? [] : [{ id, folder }]));
}

function sessionsUnder(db: Db, path: string): { id: string; path: string }[] {
  const column = uploadSessions.path;
  return db
    .select({ id: uploadSessions.id, path: column })
    .from(uploadSessions)
    .where(sql`${column} = ${path} OR (${column} > ${`${path}/`} AND ${column} < ${`${path}0`})`)
    .all();
}
