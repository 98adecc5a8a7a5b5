import type { MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { findFileById } from "#lib/nextcloud/files/search-files.ts";
import { pathInBase } from "./file-path.ts";
import { asFiles } from "./files-account.ts";

export interface FoundFile {
  /** Relative to the base. */
  path: string;
  entry: FileEntry;
}

/** Questions at one look at a customer's files. */
const MAX_LOOKUPS = 10;

/**
 * Looks by fileid for files that are not where their records say.
 * @returns by the record's id: where its file is now, null when nowhere below the base; nothing for those there were
 *   too many of to ask. @throws UpstreamError
 */
export async function findElsewhere(ctx: Ctx, records: MediaRow[]): Promise<Map<string, FoundFile | null>> {
  const answers = new Map<string, FoundFile | null>();
  let lookups = 0;
  const asked: Promise<void>[] = [];
  for (const { id, fileId } of records) {
    if (fileId === null) answers.set(id, null);
    else if (lookups < MAX_LOOKUPS) {
      lookups += 1;
      asked.push(
        lookUp(ctx, fileId).then((found) => {
          if (found !== undefined) answers.set(id, found);
        }),
      );
    }
  }
  await Promise.all(asked);
  return answers;
}

/** Undefined where the server cannot search: it has no answer, and will have none. */
async function lookUp(ctx: Ctx, fileId: string): Promise<FoundFile | null | undefined> {
  try {
    const entry = await asFiles(ctx, (at) => findFileById(at, fileId));
    const path = entry && !entry.isFolder ? pathInBase(ctx.env, entry.path) : null;
    return entry && path !== null ? { path, entry } : null;
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-supported") return undefined;
    throw error;
  }
}
