import { endpoints } from "#lib/http/endpoints.ts";
import { offerFormFailure } from "#lib/http/offer-form-failure.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { refuseOffer } from "#lib/offers/refuse-offer.ts";

export const POST = route(
  endpoints.refuseOffer,
  async ({ ctx, body, isForm }) => {
    await refuseOffer(ctx, body);
    return isForm
      ? seeOther(`/${body.kind}/${encodeURIComponent(body.token)}?done=refused`)
      : { refused: true };
  },
  offerFormFailure,
);
