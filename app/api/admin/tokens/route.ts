import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createToken } from "#lib/users/create-token.ts";
import { revokeToken } from "#lib/users/revoke-token.ts";

export const POST = route(endpoints.createToken, ({ ctx, body }) => createToken(ctx, body));

export const DELETE = route(endpoints.revokeToken, async ({ ctx, query }) => {
  await revokeToken(ctx, query);
  return new Response(null, { status: 204 });
});
