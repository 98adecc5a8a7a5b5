import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { changeUser } from "#lib/users/change-user.ts";

export const PATCH = route(endpoints.changeUser, async ({ ctx, params, body }) => ({
  user: await changeUser(ctx, params.id ?? "", body),
}));
