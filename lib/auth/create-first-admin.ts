import { countUsers, findSignInLink, insertSignInLink, redeemFirstAdminLink } from "#db/queries/users.ts";
import { DAY } from "#lib/core/clock.ts";
import { publicUrl } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import { hashPassword } from "./passwords.ts";

/** The one-time link printed at a start without users; a new one replaces the old. Null once somebody exists. */
export async function firstAdminLink(ctx: Pick<Ctx, "db" | "env" | "now">): Promise<string | null> {
  if ((await countUsers(ctx.db)) > 0) return null;
  const token = newToken();
  await insertSignInLink(ctx.db, {
    tokenHash: hashToken(token),
    purpose: "first_admin",
    expiresAt: ctx.now() + 7 * DAY,
  });
  return `${publicUrl(ctx.env)}/setup/${token}`;
}

/** Whether a link of `firstAdminLink` can still be used. */
export async function isFirstAdminLink(ctx: Pick<Ctx, "db" | "now">, token: string): Promise<boolean> {
  const link = await findSignInLink(ctx.db, hashToken(token), ctx.now());
  return link?.purpose === "first_admin";
}

/** The first admin signs up by the one-time link: the token is the permission. @throws AppError `not_allowed` */
export async function createFirstAdmin(
  ctx: Ctx,
  input: { token: string; name: string; email: string; password: string },
): Promise<void> {
  if (!(await isFirstAdminLink(ctx, input.token))) throw usedLink();
  const id = newId();
  const stored = await redeemFirstAdminLink(ctx.db, {
    tokenHash: hashToken(input.token),
    user: {
      id,
      email: input.email,
      name: input.name,
      role: "admin",
      artistId: null,
      passwordHash: await hashPassword(input.password),
      active: true,
      createdAt: ctx.now(),
    },
    audit: auditEntry(ctx, { entity: "user", entityId: id, action: "created", detail: { role: "admin" } }),
  });
  if (stored === "link_used") throw usedLink();
}

function usedLink(): AppError {
  return new AppError(
    "not_allowed",
    "This link has been used or has run out. Start Parlour again for a new one.",
  );
}
