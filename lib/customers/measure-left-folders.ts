import type { LeftFolder } from "#db/queries/merged-customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { findLeftFolder } from "./find-left-folder.ts";

/** So many are looked up; the others are named as they were called. */
const MAX_MEASURED = 10;

/** What folders without a customer are called by now, and their size in bytes; null where Nextcloud cannot say. */
export async function measureLeftFolders(
  ctx: Ctx,
  folders: LeftFolder[],
): Promise<{ path: string; sizeBytes: number | null }[]> {
  const asWritten = (some: LeftFolder[]) => some.map(({ path }) => ({ path, sizeBytes: null }));
  const looked = folders.slice(0, MAX_MEASURED);
  if (looked.length === 0) return [];
  const found = await asFiles(ctx, (at) =>
    Promise.all(looked.map((folder) => findLeftFolder(ctx, at, folder))),
  ).catch(() => null);
  if (!found) return asWritten(folders);
  const there = found.flatMap((one) => (one ? [{ path: one.path, sizeBytes: one.entry.size }] : []));
  return [...there, ...asWritten(folders.slice(MAX_MEASURED))];
}
