import { artistFeed } from "#lib/feeds/artist-feed.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.artistFeed, async ({ ctx, params, request }) => {
  const { text, etag } = await artistFeed(ctx, params.token ?? "");
  const headers = {
    ETag: `"${etag}"`,
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="appointments.ics"',
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
  };
  const unchanged = request.headers.get("if-none-match")?.includes(headers.ETag) ?? false;
  return unchanged ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
});
