import { endFeed } from "#lib/feeds/end-feed.ts";
import { renewFeed } from "#lib/feeds/renew-feed.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.renewFeed, async ({ ctx, params }) => ({
  url: await renewFeed(ctx, params.id ?? ""),
}));

export const DELETE = route(endpoints.endFeed, async ({ ctx, params }) => {
  await endFeed(ctx, params.id ?? "");
  return new Response(null, { status: 204 });
});
