import { findUserByEmail, insertApiToken } from "#db/queries/users.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import { requireAdmin } from "./permissions.ts";
import type { Scope } from "./scopes.ts";

/**
 * Makes an API token that acts as a user, within `scopes` (null: everything they may).
 * @returns the token, which is shown once: only its hash is kept.
 */
export async function addApiToken(
  ctx: Ctx,
  input: { name: string; email: string; scopes?: readonly Scope[] | null },
): Promise<string> {
  requireAdmin(ctx.actor);
  const user = await findUserByEmail(ctx.db, input.email);
  if (!user?.active) throw new AppError("not_found", `${input.email} has no user.`);
  const scopes = input.scopes ? [...input.scopes] : null;
  const id = newId();
  const token = `parlour_${newToken()}`;
  await insertApiToken(
    ctx.db,
    {
      id,
      userId: user.id,
      name: input.name.slice(0, 120),
      scopes,
      tokenHash: hashToken(token),
      createdAt: ctx.now(),
    },
    auditEntry(ctx, {
      entity: "token",
      entityId: id,
      action: "created",
      detail: { name: input.name, userId: user.id, scopes },
    }),
  );
  return token;
}
