import { checkAvailability } from "#lib/availability/check-availability.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso, isoOrNull } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { freshenArtists } from "#lib/sync/freshen-artists.ts";

export const GET = route(endpoints.availability, async ({ ctx, query }) => {
  const { artistId, serviceId, startTime: startMs, endTime: endMs, exceptAppointmentId } = query;
  const answer = await checkAvailability(ctx, { artistId, serviceId, startMs, endMs, exceptAppointmentId });
  await freshenArtists(ctx, artistId, serviceId);
  return {
    artistId,
    startTime: iso(startMs),
    endTime: iso(endMs),
    available: answer.available,
    reason: answer.reason,
    asOf: isoOrNull(answer.asOf),
    verified: answer.verified,
  };
});
