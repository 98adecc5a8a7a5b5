import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { orderStats } from "#lib/integrations/plentyone/order-stats.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export const GET = route(endpoints.showShopStats, async ({ ctx, query }) => {
  const stats = await askConnector(ctx, "plentyone", async (client) => {
    const { timeZone } = await studioSettings(ctx);
    return orderStats(client, { fromMs: query.from, toMs: query.to, timeZone });
  });
  return { stats };
});
