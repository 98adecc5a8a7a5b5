import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { accountPath, joinPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { numberedName } from "./numbered-name.ts";

export interface ReservedName {
  /** Relative to the base. */
  path: string;
  release(): void;
}

const MOST = 10_000;

/**
 * A name for a new file that nothing in the folder has, and no other upload of this process is about to have: the
 * wanted one, else with a number.
 * @throws AppError `name_taken` when all numbers are, `not_found` when the folder is gone
 */
export async function reserveName(ctx: Ctx, folder: string, wanted: string): Promise<ReservedName> {
  const first = reserve(joinPath(folder, wanted));
  if (first) {
    try {
      const known = await asFiles(ctx, (at) => statFile(at, accountPath(ctx.env, first.path)));
      if (!known) return first;
    } catch (error) {
      first.release();
      throw error;
    }
    first.release();
  }
  const { entries } = await asFiles(ctx, (at) => listFolder(at, accountPath(ctx.env, folder)));
  const taken = new Set(entries.map(({ name }) => name));
  for (let number = 2; number < MOST; number += 1) {
    const name = numberedName(wanted, number);
    const reserved = taken.has(name) ? null : reserve(joinPath(folder, name));
    if (reserved) return reserved;
  }
  throw new AppError("name_taken", "There are too many files of this name.");
}

function reserve(path: string): ReservedName | null {
  const reserved = processWide("uploads.names", () => new Set<string>());
  if (reserved.has(path)) return null;
  reserved.add(path);
  return { path, release: () => void reserved.delete(path) };
}
