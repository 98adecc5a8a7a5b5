import { readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { forgetRemovedMedia, mediaOnDisk, noteMediaKept } from "#db/queries/messenger-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { systemCode } from "#lib/media/spool/spool-failure.ts";
import { dropMedia, mediaFolder, readMediaName } from "./media-files.ts";
import { MOST_COPIED_BYTES } from "./media-limits.ts";

/** A file is sealed before its message is stored, and one being written grows: neither takes this long. */
const LEFT_ALONE_MS = HOUR;

interface Entry {
  name: string;
  /** Null for what is, or was, being written. */
  id: string | null;
  bytes: number;
  /** Written, or read, last; epoch milliseconds. */
  usedMs: number;
}

/**
 * Removes files that no message shows any more, what a process that died left behind, and, beyond a bound, copies of
 * what the homeserver has, those read longest ago first.
 * @param now the disk's clock: files carry its times
 * @returns how many files
 */
export async function sweepMedia(
  ctx: Pick<Ctx, "actor" | "db" | "env">,
  { now = Date.now, mostCopiedBytes = MOST_COPIED_BYTES } = {},
): Promise<number> {
  requireAdmin(ctx.actor);
  await forgetRemovedMedia(ctx.db);
  const copies: (Entry & { id: string })[] = [];
  let removed = 0;
  for (const entry of await listMediaFiles(mediaFolder(ctx.env))) {
    const { id } = entry;
    const isOld = now() - entry.usedMs > LEFT_ALONE_MS;
    const state = id === null ? "gone" : mediaOnDisk(ctx.db, id);
    if (state === "copy" && id !== null) copies.push({ ...entry, id });
    if (state !== "gone" || !isOld) continue;
    await removeFile(path.join(mediaFolder(ctx.env), entry.name));
    removed += 1;
  }
  let bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
  for (const copy of copies.sort((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= mostCopiedBytes) break;
    // Noted first: one that is asked for meanwhile is fetched anew.
    noteMediaKept(ctx.db, copy.id, false);
    await dropMedia(ctx.env, copy.id);
    bytes -= copy.bytes;
    removed += 1;
  }
  return removed;
}

/** Everything of ours in the folder; foreign files are left alone. */
async function listMediaFiles(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const known = readMediaName(name);
    if (!known) continue;
    try {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      entries.push({ name, id: known.isWhole ? known.id : null, bytes: size, usedMs: mtimeMs });
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error;
    }
  }
  return entries;
}

async function removeFile(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}
