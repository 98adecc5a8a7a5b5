import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listUsers } from "#lib/integrations/zulip/list-users.ts";

export const GET = route(endpoints.listZulipUsers, async ({ ctx, query: { cursor = null, ...query } }) => {
  const { items, next } = await askConnector(ctx, "zulip", (client) =>
    listUsers(client, { ...query, from: cursor }),
  );
  return { users: items, nextCursor: cursorAfter("zulip.users", next) };
});
