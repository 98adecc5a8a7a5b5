import { confirmConnect } from "#lib/connections/confirm-connect.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { sessionHash } from "#lib/http/session-hash.ts";

export const POST = route(endpoints.confirmConnect, async ({ ctx, request }) =>
  confirmConnect(ctx, { sessionHash: await sessionHash(request, ctx.env) }),
);
