import type { Ctx } from "#lib/auth/context.ts";
import { requireMember } from "./require-member.ts";
import type { MeJson } from "./room-json.ts";

/**
 * Who somebody is in the messenger, entered at first sight.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function showMe(ctx: Ctx): Promise<MeJson> {
  const member = await requireMember(ctx);
  return {
    hub_user_id: member.hubUserId,
    display_name: member.displayName,
    matrix_user_id: member.matrixUserId,
    role: member.role,
    external_client_enabled: member.externalClientEnabled,
    tenant_id: member.tenantId,
    seen_seq: member.seenSeq,
  };
}
