import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { withdrawOffer } from "#lib/offers/withdraw-offer.ts";

export const DELETE = route(endpoints.withdrawOffer, async ({ ctx, params }) => {
  await withdrawOffer(ctx, params.id ?? "");
  return { withdrawn: true };
});
