import { countTokens, findToken } from "#db/queries/tokens.ts";
import { insertApiToken } from "#db/queries/users.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { type TokenView, toTokenView } from "./token-view.ts";

/** So many a user may have at a time; a bound, not a wish. */
const MAX_TOKENS = 50;

/** Makes an API token that acts as whoever makes it. @returns its secret too, which is shown once and not kept. */
export async function createToken(
  ctx: Ctx,
  input: { name: string },
): Promise<{ token: TokenView; secret: string }> {
  const userId = requireUser(ctx.actor);
  if ((await countTokens(ctx.db, userId)) >= MAX_TOKENS)
    throw new AppError("conflict", "You have 50 tokens. Revoke one you no longer use first.");
  const id = newId();
  const secret = `parlour_${newToken()}`;
  await insertApiToken(
    ctx.db,
    { id, userId, name: input.name, tokenHash: hashToken(secret), createdAt: ctx.now() },
    auditEntry(ctx, {
      entity: "token",
      entityId: id,
      action: "created",
      detail: { name: input.name, userId },
    }),
  );
  const row = await findToken(ctx.db, id);
  if (!row) throw new AppError("conflict", "The token was removed at the same moment.");
  return { token: toTokenView(row), secret };
}
