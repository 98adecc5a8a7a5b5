import { loadAppointment } from "#lib/appointments/load-appointment.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { offerJson } from "#lib/http/offer-json.ts";
import { route } from "#lib/http/route.ts";
import { loadInquiry } from "#lib/inquiries/load-inquiry.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";

export const GET = route(endpoints.showOffer, async ({ ctx, query }) => {
  const load = query.kind === "inquiry" ? loadInquiry : loadAppointment;
  const { id } = await load(ctx, query.aboutId);
  const open = await listOpenOffer(ctx, id);
  return { offer: open && offerJson(open) };
});

export const POST = route(endpoints.makeOffer, async ({ ctx, body }) => {
  const { times, ...rest } = body;
  const open = await makeOffer(ctx, {
    ...rest,
    times: times.map(({ startTime: startMs, endTime: endMs }) => ({ startMs, endMs })),
  });
  return { offer: offerJson(open) };
});
