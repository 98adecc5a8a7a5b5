import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listCustomers } from "#lib/integrations/freescout/list-customers.ts";

export const GET = route(
  endpoints.listFreescoutCustomers,
  async ({ ctx, query: { cursor = null, ...query } }) => {
    const { items, next } = await askConnector(ctx, "freescout", (client) =>
      listCustomers(client, { ...query, from: cursor }),
    );
    return { customers: items, nextCursor: cursorAfter("freescout.customers", next) };
  },
);
