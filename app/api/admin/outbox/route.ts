import { deliveryJson } from "#lib/http/delivery-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listWaiting } from "#lib/outbox/list-waiting.ts";

export const GET = route(endpoints.listOutbox, async ({ ctx, query }) => {
  const { rows, total } = await listWaiting(ctx, query);
  return { rows: rows.map(deliveryJson), total };
});
