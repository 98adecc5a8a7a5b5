import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listTags } from "#lib/integrations/freescout/list-tags.ts";

export const GET = route(endpoints.listFreescoutTags, async ({ ctx, query: { cursor = null, ...query } }) => {
  const { items, next } = await askConnector(ctx, "freescout", (client) =>
    listTags(client, { ...query, from: cursor }),
  );
  return { tags: items, nextCursor: cursorAfter("freescout.tags", next) };
});
