import type { ListedMember } from "#db/queries/messenger-admin.ts";
import type { AdminUserJson } from "./room-json.ts";

export function toAdminUserJson(member: ListedMember): AdminUserJson {
  return {
    hub_user_id: member.hubUserId,
    display_name: member.displayName,
    role: member.role,
    active: member.active === 1,
    matrix_user_id: member.matrixUserId,
    provisioned_at: member.provisionedAt === null ? null : new Date(member.provisionedAt).toISOString(),
    external_client_enabled: member.externalClientEnabled === 1,
    of_studio: member.ofStudio === 1,
    created_at: new Date(member.createdAt).toISOString(),
    last_seen_at: new Date(member.lastSeenAt).toISOString(),
  };
}
