import { hasWayIn } from "#db/queries/identities.ts";
import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { toUserView, type UserView } from "./user-view.ts";

/** @throws AppError `not_signed_in`, `not_allowed`, `not_found` */
export async function showUser(ctx: Ctx, id: string): Promise<UserView> {
  requireAdmin(ctx.actor);
  const user = await findUser(ctx.db, id);
  if (!user) throw new AppError("not_found", "There is no user with this id.");
  return toUserView(user, hasWayIn(ctx.db, user));
}
