import { deliveryId } from "#lib/http/delivery-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { discardDelivery } from "#lib/outbox/discard-delivery.ts";

export const DELETE = route(endpoints.discardDelivery, async ({ ctx, params }) => {
  await discardDelivery(ctx, { id: deliveryId(params) });
  return new Response(null, { status: 204 });
});
