import { addAuditLine } from "#db/queries/audit.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { deleteLinkShare, listLinkShares } from "#lib/nextcloud/files/link-shares.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath } from "./file-path.ts";
import { asFiles } from "./files-account.ts";

/**
 * Ends a link. Its id counts for this path only: the account may have shares that are none of ours.
 * @throws AppError `not_allowed` for artists, `not_found`, …
 */
export async function deleteShareLink(ctx: Ctx, input: { path: string; id: string }): Promise<void> {
  const { path } = await readAllowedPath(ctx, input.path, "share");
  await asFiles(ctx, async (at) => {
    const links = await listLinkShares(at, accountPath(ctx.env, path));
    if (!links.some(({ id }) => id === input.id))
      throw new AppError("not_found", "There is no such link to this file (any more).");
    await deleteLinkShare(at, input.id);
  });
  await addAuditLine(
    ctx.db,
    auditEntry(ctx, {
      entity: "file",
      entityId: path,
      action: "unshared",
      detail: { shareId: input.id },
    }),
  );
}
