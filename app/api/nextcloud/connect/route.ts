import { disconnect } from "#lib/connections/disconnect.ts";
import { showConnection } from "#lib/connections/show-connection.ts";
import { startConnect } from "#lib/connections/start-connect.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso, isoOrNull } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { sessionHash } from "#lib/http/session-hash.ts";

export const GET = route(endpoints.showConnection, async ({ ctx }) => {
  const { since, ...connection } = await showConnection(ctx);
  return { ...connection, since: isoOrNull(since) };
});

export const POST = route(endpoints.startConnect, async ({ ctx, request }) => {
  const begun = await startConnect(ctx, { sessionHash: await sessionHash(request, ctx.env) });
  return { loginUrl: begun.loginUrl, expiresAt: iso(begun.expiresAt) };
});

export const DELETE = route(endpoints.disconnect, async ({ ctx }) => ({
  connected: false,
  ...(await disconnect(ctx)),
}));
