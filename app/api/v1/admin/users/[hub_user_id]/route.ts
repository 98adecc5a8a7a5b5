import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { changeMember } from "#lib/messenger/change-member.ts";

export const PATCH = route(endpoints.changeMessengerMember, ({ ctx, params, body }) =>
  changeMember(ctx, params.hub_user_id ?? "", body),
);
