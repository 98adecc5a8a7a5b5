import { insertInvitedUser } from "#db/queries/user-links.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { inviteLink } from "#lib/links/invite-link.ts";
import type { NewUserInput } from "./input.ts";
import { requireArtistOfUser } from "./require-artist-of-user.ts";
import { showUser } from "./show-user.ts";
import type { UserView } from "./user-view.ts";

/** How long a link to choose a password works. */
export const LINK_MS = 7 * DAY;

/**
 * Adds somebody who chooses their own password. @returns the one-time link for them, which is not kept.
 * @throws AppError `invalid_input`, `conflict` at `email`
 */
export async function inviteUser(
  ctx: Ctx,
  input: NewUserInput,
): Promise<{ user: UserView; inviteUrl: string }> {
  requireAdmin(ctx.actor);
  const { email, name, role, artistId = null } = input;
  await requireArtistOfUser(ctx, { role, artistId });
  const id = newId();
  const token = newToken();
  const stored = await insertInvitedUser(ctx.db, {
    user: { id, email, name, role, artistId, createdAt: ctx.now() },
    link: { tokenHash: hashToken(token), purpose: "invite", userId: id, expiresAt: ctx.now() + LINK_MS },
    audit: auditEntry(ctx, { entity: "user", entityId: id, action: "invited", detail: { role } }),
  });
  if (stored === "email_taken")
    throw new AppError("conflict", `${email} has a user already.`, { errors: { email: ["taken"] } });
  return { user: await showUser(ctx, id), inviteUrl: inviteLink(ctx.env, token) };
}
