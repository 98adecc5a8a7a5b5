import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listChannels } from "#lib/integrations/zulip/list-channels.ts";

export const GET = route(endpoints.listZulipStreams, async ({ ctx, query: { cursor = null, ...query } }) => {
  const { items, next } = await askConnector(ctx, "zulip", (client) =>
    listChannels(client, { ...query, from: cursor }),
  );
  return { streams: items, nextCursor: cursorAfter("zulip.streams", next) };
});
