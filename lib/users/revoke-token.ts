import { findToken, revokeToken as revoke } from "#db/queries/tokens.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * Ends an API token: one's own, for an admin anybody's. Safe to repeat.
 * @throws AppError `not_found`, `not_allowed`
 */
export async function revokeToken(ctx: Ctx, input: { id: string }): Promise<void> {
  requireStudio(ctx.actor);
  const { actor } = ctx;
  const token = await findToken(ctx.db, input.id);
  const mayAll = actor.kind === "admin" || actor.kind === "worker";
  if (!mayAll && !("userId" in actor && token?.userId === actor.userId))
    throw new AppError("not_allowed", "This token is not yours.");
  if (!token) throw new AppError("not_found", "There is no token with this id.");
  await revoke(
    ctx.db,
    token.id,
    auditEntry(ctx, { entity: "token", entityId: token.id, action: "revoked", detail: { name: token.name } }),
  );
}
