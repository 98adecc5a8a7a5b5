import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import * as files from "#lib/nextcloud/files/make-folder.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath, nameOf, readFileName } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { asFiles } from "./files-account.ts";
import { showFile } from "./show-file.ts";

/**
 * Makes a folder in one that is there.
 * @throws AppError `name_taken`, `not_found` when the folder around it is gone, `invalid_input`, …
 */
export async function makeFolder(ctx: Ctx, input: { path: string }): Promise<FileView> {
  const { path } = await readAllowedPath(ctx, input.path, "write");
  readFileName(nameOf(path), "path");
  const made = await asFiles(ctx, (at) => files.makeFolder(at, accountPath(ctx.env, path)));
  if (made === "exists") throw new AppError("name_taken", "Something with this name is there already.");
  return showFile(ctx, path);
}
