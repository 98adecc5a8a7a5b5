import { and, eq, isNotNull } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { crmMedia } from "../schema/media.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { MediaRow } from "./media.ts";
import { listPictureSpoolIds } from "./reference-pictures.ts";

/** The names of the sealed files that still wait for something. */
export async function listSpoolIds(db: Db): Promise<Set<string>> {
  const rows = db
    .select({ spoolId: crmMedia.spoolId })
    .from(crmMedia)
    .where(and(eq(crmMedia.state, "waiting"), isNotNull(crmMedia.spoolId)))
    .all();
  const waiting = rows.flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
  return new Set([...waiting, ...(await listPictureSpoolIds(db))]);
}

/**
 * A file that waited has arrived, under the name `nameOf` the last of its path. Its folder may have been renamed
 * meanwhile: the record knows where it is now.
 * @returns false when nobody waits for it any more: it was discarded, or its customer forgotten.
 */
export async function storeDelivered(
  db: Db,
  delivered: {
    media: Pick<MediaRow, "id" | "path">;
    /** Where it was put, by the folder's name of then. */
    path: string;
    etag: string | null;
    fileId: string | null;
    directionOf: (path: string) => MediaRow["direction"];
    nowMs: number;
    auditOf: (path: string) => AuditEntry;
  },
): Promise<boolean> {
  return transaction(db, () => {
    const current = db.select().from(crmMedia).where(eq(crmMedia.id, delivered.media.id)).get();
    if (current?.state !== "waiting") return false;
    const name = delivered.path.slice(delivered.path.lastIndexOf("/") + 1);
    const parent = current.path.slice(0, current.path.lastIndexOf("/") + 1);
    const path = current.path === delivered.media.path ? delivered.path : `${parent}${name}`;
    db.update(crmMedia)
      .set({
        path,
        etag: delivered.etag,
        fileId: delivered.fileId,
        direction: delivered.directionOf(path),
        state: "stored",
        spoolId: null,
        updatedAt: delivered.nowMs,
      })
      .where(eq(crmMedia.id, current.id))
      .run();
    writeAudit(db, delivered.auditOf(path));
    return true;
  });
}
