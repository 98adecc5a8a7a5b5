import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Db } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { auditLog } from "../schema/system.ts";
import { touchesOthers } from "./customer-folders.ts";
import type { CustomerRow } from "./customers.ts";

/** A folder that stayed in Nextcloud when whose it was became part of a customer; nobody's since. */
export interface LeftFolder {
  /** Who had it. */
  customerId: string;
  /** As it was called then. */
  path: string;
  fileId: string | null;
}

/** More than this are not followed; a bound, not a wish. */
const MAX_MERGED = 100;

/**
 * Inside the caller's transaction: a customer and everybody who became part of them, as far as the history tells, and
 * the folders these left behind. What was undone is left out.
 */
export function withMerged(db: Db, customerId: string): { ids: string[]; folders: LeftFolder[] } {
  const ids = new Set([customerId]);
  const folders: LeftFolder[] = [];
  // The set grows while it is walked: who became part of somebody may have taken up others before.
  for (const id of ids) {
    if (ids.size > MAX_MERGED) break;
    const lines = mergeLines(db, id);
    const undone = new Set(
      lines.flatMap(({ action, mergeId }) => (action === "merge_undone" ? [mergeId] : [])),
    );
    for (const line of lines) {
      if (line.action !== "merged" || line.other === null || undone.has(line.mergeId)) continue;
      ids.add(line.other);
      const left = mergeLines(db, line.other).find(
        (of) => of.action === "merged_into" && of.mergeId === line.mergeId,
      );
      if (left?.folder) folders.push({ customerId: line.other, path: left.folder, fileId: left.folderId });
    }
  }
  return { ids: [...ids], folders };
}

/** The folders that nobody has by now, so that they can go with the customer. */
export function foldersToTrash(
  db: Db,
  customer: Pick<CustomerRow, "id" | "nextcloudFolder" | "nextcloudFolderId">,
  folders: LeftFolder[],
): LeftFolder[] {
  return folders.filter(({ path, fileId }) => {
    if (path === customer.nextcloudFolder) return false;
    if (fileId !== null && fileId === customer.nextcloudFolderId) return false;
    return !touchesOthers(db, path, customer.id) && !isOthers(db, fileId, customer.id);
  });
}

/** The same for a page: what would go. */
export async function listLeftFolders(
  db: Db,
  customer: Pick<CustomerRow, "id" | "nextcloudFolder" | "nextcloudFolderId">,
): Promise<LeftFolder[]> {
  return foldersToTrash(db, customer, withMerged(db, customer.id).folders);
}

function isOthers(db: Db, fileId: string | null, customerId: string): boolean {
  if (fileId === null) return false;
  const other = db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.nextcloudFolderId, fileId), ne(customers.id, customerId)))
    .get();
  return other !== undefined;
}

function mergeLines(db: Db, customerId: string) {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return db
    .select({ action: auditLog.action, detail: auditLog.detail })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.entity, "customer"),
        eq(auditLog.entityId, customerId),
        inArray(auditLog.action, ["merged", "merged_into", "merge_undone"]),
      ),
    )
    .orderBy(asc(auditLog.id))
    .limit(1000)
    .all()
    .map(({ action, detail }) => ({
      action,
      mergeId: text(detail.mergeId),
      other: text(detail.with),
      folder: text(detail.folder),
      folderId: text(detail.folderId),
    }));
}
