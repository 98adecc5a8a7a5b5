import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { backToJoin, waitlistFormFailure } from "#lib/http/offer-form-failure.ts";
import { waitlistJson } from "#lib/http/offer-json.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { joinWaitlist } from "#lib/waitlist/join-waitlist.ts";
import { listWaitlist } from "#lib/waitlist/list-waitlist.ts";
import { waitlistFields } from "#lib/waitlist/waitlist-fields.ts";

export const GET = route(endpoints.listWaitlist, async ({ ctx, query }) => ({
  entries: (await listWaitlist(ctx, query)).map(waitlistJson),
}));

export const POST = route(
  endpoints.joinWaitlist,
  async ({ ctx, request, body, isForm }) => {
    const { waitlistUrl, free } = await joinWaitlist(ctx, body, { locale: requestLocale(request) });
    if (isForm && waitlistUrl) return seeOther(`${new URL(waitlistUrl).pathname}?new=1`);
    const back = isForm && (await backToJoin(ctx, waitlistFields(body), { code: "free_now", errors: {} }));
    const times = free.map(({ startMs, endMs }) => ({ startTime: iso(startMs), endTime: iso(endMs) }));
    return back || Response.json({ waitlistUrl, free: times }, { status: waitlistUrl ? 201 : 200 });
  },
  waitlistFormFailure,
);
