import { findUserLink } from "#db/queries/user-links.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";

/** Whom a one-time link is for, as its page greets them. */
export interface Invitation {
  name: string;
  email: string;
  purpose: "invite" | "reset";
}

/** The invitation behind a link; null for one that was used, ran out or never was. The token is the permission. */
export async function findInvitation(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<Invitation | null> {
  if (!/^[\w-]{20,128}$/.test(token)) return null;
  const link = await findUserLink(ctx.db, hashToken(token), ctx.now());
  return link ? { name: link.user.name, email: link.user.email, purpose: link.purpose } : null;
}
