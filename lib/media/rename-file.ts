import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { accountPath, joinPath, parentOf, readFileName, readFilePath } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { moveFile } from "./move-file.ts";

/** Gives a file or folder another name where it lies. @throws AppError as `moveFile` */
export async function renameFile(ctx: Ctx, input: { path: string; name: string }): Promise<FileView> {
  requireStudio(ctx.actor);
  const folder = parentOf(readFilePath(ctx.env, input.path));
  // Written with the base, so that a folder that has the base's own name is not taken for it.
  const to = joinPath(accountPath(ctx.env, folder), readFileName(input.name));
  return moveFile(ctx, { from: input.path, to });
}
