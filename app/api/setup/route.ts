import { createFirstAdmin } from "#lib/auth/create-first-admin.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.setup, async ({ ctx, body }) => {
  await createFirstAdmin(ctx, body);
  return { email: body.email };
});
