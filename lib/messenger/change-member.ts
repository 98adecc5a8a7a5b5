import { changeMessengerUser, listMembersAfter } from "#db/queries/messenger-admin.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import type { AdminUserJson } from "./room-json.ts";
import { toAdminUserJson } from "./to-admin-user-json.ts";
import { wakeListeners } from "./wake.ts";

export interface MemberChange {
  /** False shuts somebody out of the messenger. */
  active?: boolean | undefined;
  external_client_enabled?: boolean | undefined;
  /** Of people of other hub applications; it stays until their hub tells another of them than it does now. */
  role?: AdminUserJson["role"] | undefined;
}

/**
 * What an admin says about somebody.
 * @throws AppError unless an admin of the tenant acts; `not_found`; `invalid_input` for shutting oneself out, for one's own
 *   role, and for that of a user of this studio
 */
export async function changeMember(
  ctx: Ctx,
  hubUserId: string,
  change: MemberChange,
): Promise<AdminUserJson> {
  const admin = await requireMessengerAdmin(ctx);
  const { tenantId } = admin;
  const show = () => {
    const isOurs = tenantId === ctx.env.MESSENGER_TENANT_ID;
    const [known] = listMembersAfter(ctx.db, { tenantId, isOurs, hubUserId, q: null, most: 1 });
    if (!known) throw new AppError("not_found", "There is nobody of this id here.");
    return toAdminUserJson(known);
  };
  const before = show();
  const { active, role } = change;
  const isOwn = hubUserId === admin.hubUserId;
  if (isOwn && active === false) throw refused("active", "yourself", "You cannot shut yourself out.");
  const changesRole = role !== undefined && role !== before.role;
  if (isOwn && changesRole) throw refused("role", "yourself", "You cannot change your own role.");
  if (before.of_studio && changesRole)
    throw refused("role", "of_studio", "The role of somebody of the studio is changed under Users.");
  const changed = {
    ...(active !== undefined && active !== before.active && { active }),
    ...(changesRole && { role }),
    ...(change.external_client_enabled !== undefined &&
      change.external_client_enabled !== before.external_client_enabled && {
        externalClientEnabled: change.external_client_enabled,
      }),
  };
  if (Object.keys(changed).length === 0) return before;
  const detail = { hubUserId, ...changed };
  await changeMessengerUser(
    ctx.db,
    { tenantId, hubUserId },
    changed,
    auditEntry(ctx, { entity: "messenger_user", entityId: hubUserId, action: "changed", detail }),
  );
  wakeListeners();
  return show();
}

function refused(field: string, reason: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: { [field]: [reason] } });
}
