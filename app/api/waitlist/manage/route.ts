import { endpoints } from "#lib/http/endpoints.ts";
import { waitlistStepFailure } from "#lib/http/offer-form-failure.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { leaveWaitlist } from "#lib/waitlist/leave-waitlist.ts";

export const POST = route(
  endpoints.manageWaitlist,
  async ({ ctx, body, isForm }) => {
    await leaveWaitlist(ctx, body.token);
    return isForm ? seeOther(`/waitlist/${encodeURIComponent(body.token)}`) : { state: "LEFT" };
  },
  waitlistStepFailure,
);
