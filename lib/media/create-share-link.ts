import { addAuditLine } from "#db/queries/audit.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { createLinkShare, type LinkShare } from "#lib/nextcloud/files/link-shares.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath } from "./file-path.ts";
import { asFiles } from "./files-account.ts";

/**
 * Makes a link by which anybody may read a file or folder.
 * @param input.expires the last day it holds, YYYY-MM-DD, after today
 * @throws AppError `not_allowed` for artists, `not_found`, `invalid_input`, …
 */
export async function createShareLink(
  ctx: Ctx,
  input: { path: string; password?: string; expires?: string },
): Promise<LinkShare> {
  const { path } = await readAllowedPath(ctx, input.path, "share");
  if (path === "") throw new AppError("not_allowed", "The customers' folder itself is not shared by link.");
  const { password, expires } = input;
  if (expires !== undefined && expires <= new Date(ctx.now()).toISOString().slice(0, 10))
    throw new AppError("invalid_input", "A link holds until a day to come.", {
      errors: { expires: ["past"] },
    });
  const share = await asFiles(ctx, (at) =>
    createLinkShare(at, accountPath(ctx.env, path), { password, expires }),
  ).catch((error: unknown) => {
    throw refusal(error, password === undefined ? "expires" : "password");
  });
  await addAuditLine(
    ctx.db,
    auditEntry(ctx, {
      entity: "file",
      entityId: path,
      action: "shared",
      detail: { shareId: share.id, expires: share.expires, hasPassword: share.hasPassword },
    }),
  );
  return share;
}

/** What Nextcloud's own rules forbid (too weak a password, too far a day, no links at all) it says in a sentence. */
function refusal(error: unknown, field: string): unknown {
  if (!(error instanceof UpstreamError) || error.reason !== "share-refused") return error;
  return new AppError("invalid_input", error.message, {
    errors: { [field]: [error.message] },
    cause: error,
  });
}
