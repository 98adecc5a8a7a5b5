import { endpoints } from "#lib/http/endpoints.ts";
import { offerFormFailure } from "#lib/http/offer-form-failure.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";

export const POST = route(
  endpoints.chooseOffered,
  async ({ ctx, body, isForm }) => {
    const { appointmentId: id, status, manageUrl } = await chooseOffered(ctx, body);
    return isForm
      ? seeOther(`${new URL(manageUrl).pathname}?new=1`)
      : { appointment: { id, status }, manageUrl };
  },
  offerFormFailure,
);
