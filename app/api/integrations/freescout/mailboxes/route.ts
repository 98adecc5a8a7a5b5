import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listMailboxes } from "#lib/integrations/freescout/list-mailboxes.ts";

export const GET = route(
  endpoints.listFreescoutMailboxes,
  async ({ ctx, query: { cursor = null, ...query } }) => {
    const { items, next } = await askConnector(ctx, "freescout", (client) =>
      listMailboxes(client, { ...query, from: cursor }),
    );
    return { mailboxes: items, nextCursor: cursorAfter("freescout.mailboxes", next) };
  },
);
