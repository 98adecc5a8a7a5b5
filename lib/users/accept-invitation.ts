import { findUserLink, redeemUserLink } from "#db/queries/user-links.ts";
import { actorOfUser } from "#lib/auth/actor-of-user.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { InvitationInput } from "./input.ts";

/**
 * Somebody chooses their password by a one-time link: the token is the permission. Sessions opened with an older
 * password end. @throws AppError `not_allowed` for a link that was used or ran out.
 */
export async function acceptInvitation(ctx: Ctx, input: InvitationInput): Promise<{ email: string }> {
  const tokenHash = hashToken(input.token);
  const link = await findUserLink(ctx.db, tokenHash, ctx.now());
  if (!link) throw usedLink();
  const { user } = link;
  const stored = await redeemUserLink(ctx.db, {
    tokenHash,
    userId: user.id,
    passwordHash: await hashPassword(input.password),
    audit: auditEntry(
      { ...ctx, actor: actorOfUser(user) },
      { entity: "user", entityId: user.id, action: "password_chosen", detail: { by: link.purpose } },
    ),
  });
  if (stored === "link_used") throw usedLink();
  return { email: user.email };
}

function usedLink(): AppError {
  return new AppError(
    "not_allowed",
    "This link has been used or has run out. Ask an admin of your studio for a new one.",
  );
}
