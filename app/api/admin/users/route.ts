import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { userJson } from "#lib/http/user-json.ts";
import { inviteUser } from "#lib/users/invite-user.ts";

export const POST = route(endpoints.inviteUser, async ({ ctx, body }) => {
  const { user, ...invited } = await inviteUser(ctx, body);
  return { user: userJson(user), ...invited };
});
