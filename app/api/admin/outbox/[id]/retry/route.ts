import { deliveryId } from "#lib/http/delivery-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { retryDelivery } from "#lib/outbox/retry-delivery.ts";

export const POST = route(endpoints.retryDelivery, async ({ ctx, params }) => {
  await retryDelivery(ctx, { id: deliveryId(params) });
  return new Response(null, { status: 204 });
});
