import { listUsersWithIdentity } from "#db/queries/identities.ts";
import * as queries from "#db/queries/manage-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { toUserView, type UserView } from "./user-view.ts";

/** Everybody who signs in or was invited, active people first. */
export async function listUsers(ctx: Ctx): Promise<UserView[]> {
  requireAdmin(ctx.actor);
  const identified = await listUsersWithIdentity(ctx.db);
  const users = await queries.listUsers(ctx.db);
  return users.map((user) => toUserView(user, user.passwordHash !== null || identified.has(user.id)));
}
