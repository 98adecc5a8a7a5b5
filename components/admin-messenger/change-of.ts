import type { MemberChange } from "#lib/messenger/change-member.ts";
import type { AdminUserJson } from "#lib/messenger/room-json.ts";

export const ROLES = ["admin", "user", "viewer"] as const;

type Changeable = Pick<AdminUserJson, "active" | "role" | "external_client_enabled">;

/** What has to be said to make `before` into `after`; null where nothing. */
export function changeOf(before: Changeable, after: Changeable): MemberChange | null {
  const change: MemberChange = {
    ...(after.active !== before.active && { active: after.active }),
    ...(after.role !== before.role && { role: after.role }),
    ...(after.external_client_enabled !== before.external_client_enabled && {
      external_client_enabled: after.external_client_enabled,
    }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
