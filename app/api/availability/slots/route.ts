import { ANY_ARTIST } from "#lib/availability/check-availability.ts";
import { listAnySlots } from "#lib/availability/list-any-slots.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso, isoOrNull } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { freshenArtists } from "#lib/sync/freshen-artists.ts";

export const GET = route(endpoints.slots, async ({ ctx, query }) => {
  const { artistId, from: fromMs, to: toMs, timeZone, ...question } = query;
  const asked = { ...question, fromMs, toMs };
  const list =
    artistId === ANY_ARTIST ? await listAnySlots(ctx, asked) : await listSlots(ctx, { ...asked, artistId });
  await freshenArtists(ctx, artistId, question.serviceId);
  return {
    timeZone: timeZone ?? list.timeZone,
    asOf: isoOrNull(list.asOf),
    verified: list.verified,
    slots: list.slots.map(({ startMs, endMs, ...who }) => ({
      startTime: iso(startMs),
      endTime: iso(endMs),
      ...who,
    })),
  };
});
