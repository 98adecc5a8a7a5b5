import { countTokens, findToken } from "#db/queries/tokens.ts";
import { insertApiToken } from "#db/queries/users.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { type Scope, scopesOf } from "#lib/auth/scopes.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { requireOwnScopes } from "./require-own-scopes.ts";
import { type TokenView, toTokenView } from "./token-view.ts";

/** So many a user may have at a time; a bound, not a wish. */
const MAX_TOKENS = 50;

/**
 * Makes an API token that acts as whoever makes it, within `scopes` (null: everything they may). One made with another
 * token never gets more than that one has. @returns its secret too, which is shown once and not kept.
 * @throws AppError `not_signed_in`, `not_allowed`, `conflict` at 50 tokens
 */
export async function createToken(
  ctx: Ctx,
  input: { name: string; scopes?: readonly Scope[] | null | undefined },
): Promise<{ token: TokenView; secret: string }> {
  const userId = requireUser(ctx.actor);
  const scopes = input.scopes ? [...input.scopes] : null;
  requireOwnScopes(scopesOf(ctx.actor), scopes);
  if ((await countTokens(ctx.db, userId)) >= MAX_TOKENS)
    throw new AppError("conflict", "You have 50 tokens. Revoke one you no longer use first.");
  const id = newId();
  const secret = `parlour_${newToken()}`;
  await insertApiToken(
    ctx.db,
    { id, userId, name: input.name, scopes, tokenHash: hashToken(secret), createdAt: ctx.now() },
    auditEntry(ctx, {
      entity: "token",
      entityId: id,
      action: "created",
      detail: { name: input.name, userId, scopes },
    }),
  );
  const row = await findToken(ctx.db, id);
  if (!row) throw new AppError("conflict", "The token was removed at the same moment.");
  return { token: toTokenView(row), secret };
}
