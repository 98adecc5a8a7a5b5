import { changeMedia, findDeletedUnder } from "#db/queries/media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { listTrash, restoreFromTrash, type TrashEntry } from "#lib/nextcloud/files/trash.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath, parentOf } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { asFiles } from "./files-account.ts";
import { showFile } from "./show-file.ts";

/** Nextcloud notes deletions to the second. */
const SAME_MOMENT_MS = 2 * SECOND;
/** As far as the clocks of two machines are trusted to differ. */
const CLOCKS_APART_MS = 10 * MINUTE;

/**
 * Takes back a deletion: what was deleted from the path at that time comes out of Nextcloud's trash bin, its records
 * with it. Only to where it was: where the name is taken, or the folder gone, Nextcloud would choose another place.
 * @throws AppError `not_found`, `name_taken`, …
 */
export async function restoreFile(ctx: Ctx, input: { path: string; deletedMs: number }): Promise<FileView> {
  const { path, customerId } = await readAllowedPath(ctx, input.path, "write");
  if (path === "") throw new AppError("not_found", "This was not deleted.");
  await asFiles(ctx, async (at) => {
    const entry = deletedAt(await listTrash(at), accountPath(ctx.env, path), input.deletedMs);
    if (!entry) throw new AppError("not_found", "It is not in Nextcloud's trash bin (any more).");
    await requirePlace(at, {
      place: accountPath(ctx.env, path),
      folder: accountPath(ctx.env, parentOf(path)),
    });
    await restoreFromTrash(at, entry);
  });
  const records = await findDeletedUnder(ctx.db, path, input.deletedMs);
  await changeMedia(
    ctx.db,
    records.map(({ id }) => ({ id, set: { state: "stored", updatedAt: ctx.now() } })),
    auditEntry(ctx, { entity: "file", entityId: path, action: "restored", detail: { customerId } }),
  );
  return showFile(ctx, path);
}

/** The one deleted at that second; else, because clocks differ, the newest one around that time. */
function deletedAt(trash: TrashEntry[], originalPath: string, deletedMs: number): TrashEntry | undefined {
  const apart = (entry: TrashEntry) => Math.abs(entry.deletedMs - deletedMs);
  // Readers of XML trim texts, names may end with a space.
  const isThere = (entry: TrashEntry) => entry.originalPath.trim() === originalPath.trim();
  const candidates = trash
    .filter((entry) => isThere(entry) && apart(entry) <= CLOCKS_APART_MS)
    .toSorted((a, b) => b.deletedMs - a.deletedMs);
  return candidates.find((entry) => apart(entry) <= SAME_MOMENT_MS) ?? candidates[0];
}

async function requirePlace(at: FilesAt, target: { place: string; folder: string }): Promise<void> {
  const [there, folder] = await Promise.all([statFile(at, target.place), statFile(at, target.folder)]);
  if (there) throw new AppError("name_taken", "Something with this name is there already.");
  if (!folder) throw new AppError("not_found", "The folder it was in is gone.");
}
