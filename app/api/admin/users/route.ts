import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { inviteUser } from "#lib/users/invite-user.ts";

export const POST = route(endpoints.inviteUser, ({ ctx, body }) => inviteUser(ctx, body));
