import type { Ctx } from "#lib/auth/context.ts";
import { type LinkShare, listLinkShares } from "#lib/nextcloud/files/link-shares.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath } from "./file-path.ts";
import { asFiles } from "./files-account.ts";

/** The links to a file or folder. @throws AppError `not_allowed` for artists, `not_found`, … */
export async function listShareLinks(ctx: Ctx, input: { path: string }): Promise<LinkShare[]> {
  const { path } = await readAllowedPath(ctx, input.path, "share");
  return asFiles(ctx, (at) => listLinkShares(at, accountPath(ctx.env, path)));
}
