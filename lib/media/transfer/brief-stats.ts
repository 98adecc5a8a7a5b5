import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { accountPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";

const KEPT_MS = 10 * SECOND;
const MOST = 2000;

interface BriefStat {
  readAt: number;
  entry: Promise<FileEntry | null>;
}

/** What stands at a path, at most ten seconds old: a page of thumbnails asks for one file in several sizes, and again. */
export function briefStat(ctx: Ctx, path: string): Promise<FileEntry | null> {
  const stats = processWide("media.brief-stats", () => new Map<string, BriefStat>());
  const { NEXTCLOUD_BASE_URL: server, NEXTCLOUD_USERNAME: username } = ctx.env;
  const ofAccount = accountPath(ctx.env, path);
  const key = hashToken(JSON.stringify([server, username, ofAccount]));
  const nowMs = ctx.now();
  const known = stats.get(key);
  if (known && nowMs - known.readAt < KEPT_MS && nowMs >= known.readAt) return known.entry;
  const entry = asFiles(ctx, (at) => statFile(at, ofAccount));
  stats.delete(key);
  stats.set(key, { readAt: nowMs, entry });
  const forget = () => {
    if (stats.get(key)?.entry === entry) stats.delete(key);
  };
  // What is not there may be in a moment.
  entry.then((found) => found ?? forget(), forget);
  const [oldest] = stats.keys();
  if (stats.size > MOST && oldest !== undefined) stats.delete(oldest);
  return entry;
}
