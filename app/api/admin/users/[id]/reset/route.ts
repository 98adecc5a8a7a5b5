import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { resetUserPassword } from "#lib/users/reset-user-password.ts";

export const POST = route(endpoints.resetUserPassword, ({ ctx, params }) =>
  resetUserPassword(ctx, params.id ?? ""),
);
