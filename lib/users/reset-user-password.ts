import { replaceUserLink } from "#db/queries/user-links.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";
import { inviteLink } from "#lib/links/invite-link.ts";
import { LINK_MS } from "./invite-user.ts";
import { showUser } from "./show-user.ts";

/**
 * A one-time link by which somebody chooses a new password (or the first, when the invitation got lost). Older links
 * of theirs stop working; the password they have works until the link is used.
 * @throws AppError `not_found`, `conflict` for somebody who is not active
 */
export async function resetUserPassword(ctx: Ctx, id: string): Promise<{ resetUrl: string }> {
  requireAdmin(ctx.actor);
  const user = await showUser(ctx, id);
  if (!user.active) throw new AppError("conflict", "Activate this user first.");
  const token = newToken();
  await replaceUserLink(
    ctx.db,
    {
      tokenHash: hashToken(token),
      purpose: user.invited ? "invite" : "reset",
      userId: user.id,
      expiresAt: ctx.now() + LINK_MS,
    },
    auditEntry(ctx, { entity: "user", entityId: user.id, action: "reset_link_made" }),
  );
  return { resetUrl: inviteLink(ctx.env, token) };
}
