import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { tokenJson } from "#lib/http/user-json.ts";
import { createToken } from "#lib/users/create-token.ts";
import { revokeToken } from "#lib/users/revoke-token.ts";

export const POST = route(endpoints.createToken, async ({ ctx, body }) => {
  const { token, secret } = await createToken(ctx, body);
  return { token: tokenJson(token), secret };
});

export const DELETE = route(endpoints.revokeToken, async ({ ctx, query }) => {
  await revokeToken(ctx, query);
  return new Response(null, { status: 204 });
});
