import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { revokeServiceToken } from "#lib/messenger/revoke-service-token.ts";

export const DELETE = route(endpoints.revokeServiceToken, async ({ ctx, params }) => {
  await revokeServiceToken(ctx, params.id ?? "");
  return new Response(null, { status: 204 });
});
