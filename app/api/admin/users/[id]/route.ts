import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { userJson } from "#lib/http/user-json.ts";
import { changeUser } from "#lib/users/change-user.ts";

export const PATCH = route(endpoints.changeUser, async ({ ctx, params, body }) => ({
  user: userJson(await changeUser(ctx, params.id ?? "", body)),
}));
