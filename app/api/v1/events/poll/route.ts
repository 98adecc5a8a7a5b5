import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { pollEvents } from "#lib/messenger/poll-events.ts";

export const GET = route(endpoints.pollMessengerEvents, async ({ ctx, query }) => {
  const { text, cursor } = await pollEvents(ctx, query);
  return new Response(text, {
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      "X-Next-Cursor": String(cursor),
    },
  });
});
