import { insertEmbedToken } from "#db/queries/embed-tokens.ts";
import { findUser, type UserRow } from "#db/queries/users.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";
import { requireEmbedSite } from "./require-embed-site.ts";

/** What every such token begins with; no API token does (`parlour_`). */
export const EMBED_TOKEN_PREFIX = "parlour-embed_";

const LIFETIME_MS = 12 * HOUR;

/** So many widgets of one person work at a time; the oldest gives way. */
const MAX_TOKENS = 20;

/**
 * Lets the widget inside another site act for whoever allows it: Talk only, for twelve hours, until their sessions end.
 * @param input.stampOf what a session of the user would carry now
 * @returns the token, of which only the hash is kept, and when it ends (epoch milliseconds)
 * @throws AppError `not_signed_in`, `not_allowed` for a site that is not configured
 */
export async function allowEmbed(
  ctx: Ctx,
  input: { origin: string; stampOf: (user: UserRow) => string },
): Promise<{ token: string; expiresAt: number }> {
  const userId = requireUser(ctx.actor);
  requireEmbedSite(ctx, input.origin);
  const user = await findUser(ctx.db, userId);
  if (!user?.active) throw new AppError("not_signed_in", "Please sign in.");
  const token = `${EMBED_TOKEN_PREFIX}${newToken()}`;
  const createdAt = ctx.now();
  const expiresAt = createdAt + LIFETIME_MS;
  await insertEmbedToken(
    ctx.db,
    {
      tokenHash: hashToken(token),
      userId,
      origin: input.origin,
      stamp: input.stampOf(user),
      createdAt,
      expiresAt,
    },
    MAX_TOKENS,
    auditEntry(ctx, {
      entity: "user",
      entityId: userId,
      action: "embed_allowed",
      detail: { origin: input.origin },
    }),
  );
  return { token, expiresAt };
}
