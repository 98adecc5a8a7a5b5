import type { Db } from "#db/client.ts";
import { listCountedStarts } from "#db/queries/appointments.ts";
import { listBlockingTimes } from "#db/queries/busy.ts";
import { DAY } from "#lib/core/clock.ts";
import type { BookingRules } from "./booking-rules.ts";
import type { Occupied } from "./judge-time.ts";
import type { Interval } from "./types.ts";

/** Reads what occupies an artist around a window: a buffer beyond it, and whole days or weeks for the limits. */
export async function readOccupied(
  db: Db,
  input: { artistId: string; rules: BookingRules; window: Interval; exceptAppointmentId?: string },
): Promise<Occupied> {
  const { artistId, rules, window, exceptAppointmentId } = input;
  const blocking = await listBlockingTimes(db, {
    artistId,
    fromMs: window.startMs - rules.bufferBeforeMs,
    toMs: window.endMs + rules.durationMs + rules.bufferAfterMs,
    exceptAppointmentId,
  });
  // A whole week before and after, or a day, whatever the zone: an appointment lasts a day at most.
  const margin = (rules.limits.some(({ per }) => per === "week") ? 8 : 2) * DAY;
  const counted =
    rules.limits.length === 0
      ? []
      : await listCountedStarts(db, {
          artistId,
          fromMs: window.startMs - margin,
          toMs: window.endMs + margin,
          exceptAppointmentId,
        });
  return { blocking, counted };
}
