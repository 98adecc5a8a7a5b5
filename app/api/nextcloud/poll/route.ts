import { pollConnect } from "#lib/connections/poll-connect.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { sessionHash } from "#lib/http/session-hash.ts";

export const POST = route(endpoints.pollConnect, async ({ ctx, request }) =>
  pollConnect(ctx, { sessionHash: await sessionHash(request, ctx.env) }),
);
