import { updateUser } from "#db/queries/manage-users.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { forgetConnectionOf } from "#lib/connections/forget-connection-of.ts";
import { AppError } from "#lib/core/errors.ts";
import type { UserChangeInput } from "./input.ts";
import { requireArtistOfUser } from "./require-artist-of-user.ts";
import { showUser } from "./show-user.ts";
import type { UserView } from "./user-view.ts";

/**
 * Changes what is given. Deactivating ends sessions, tokens and the own connection to Nextcloud at once and for good.
 * @throws AppError `invalid_input`, `not_found`, `conflict` when nobody would be left who is an admin
 */
export async function changeUser(ctx: Ctx, id: string, input: UserChangeInput): Promise<UserView> {
  requireAdmin(ctx.actor);
  const before = await showUser(ctx, id);
  await requireArtistOfUser(ctx, { ...before, ...defined(input) });
  const outcome = await updateUser(ctx.db, id, {
    set: defined(input),
    audit: auditEntry(ctx, {
      entity: "user",
      entityId: id,
      action: actionOf(before, input),
      detail: { ...defined(input) },
    }),
  });
  if (outcome === "not_found") throw new AppError("not_found", "There is no user with this id.");
  if (outcome === "last_admin") {
    throw new AppError("conflict", "This is the last admin. Make somebody else an admin first.", {
      errors: { [input.active === false ? "active" : "role"]: ["last_admin"] },
    });
  }
  if (before.active && input.active === false) await forgetConnectionOf(ctx, id);
  return showUser(ctx, id);
}

function actionOf(before: UserView, input: UserChangeInput): string {
  if (input.active === undefined || input.active === before.active) return "changed";
  return input.active ? "activated" : "deactivated";
}

function defined(input: UserChangeInput): UserChangeInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
