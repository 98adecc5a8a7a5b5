import { listSlots } from "#lib/availability/list-slots.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso, isoOrNull } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { freshenSoon } from "#lib/sync/freshen-soon.ts";

export const GET = route(endpoints.slots, async ({ ctx, query }) => {
  const { artistId, serviceId, from: fromMs, to: toMs } = query;
  const list = await listSlots(ctx, { artistId, serviceId, fromMs, toMs });
  freshenSoon(ctx, artistId);
  return {
    timeZone: query.timeZone ?? list.timeZone,
    asOf: isoOrNull(list.asOf),
    verified: list.verified,
    slots: list.slots.map((slot) => ({ startTime: iso(slot.startMs), endTime: iso(slot.endMs) })),
  };
});
