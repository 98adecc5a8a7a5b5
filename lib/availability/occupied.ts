import type { Db } from "#db/client.ts";
import { listActiveStarts } from "#db/queries/appointments.ts";
import { listBlockingTimes } from "#db/queries/busy.ts";
import { DAY } from "#lib/core/clock.ts";
import type { BookingRules } from "./booking-rules.ts";
import type { Occupied } from "./judge-time.ts";
import type { Interval } from "./types.ts";

/** Reads what occupies an artist around a window: a buffer beyond it, and whole days for the daily maximum. */
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
  const appointmentStarts =
    rules.dailyMaximum === null
      ? []
      : await listActiveStarts(db, {
          artistId,
          fromMs: window.startMs - 2 * DAY,
          toMs: window.endMs + 2 * DAY,
          exceptAppointmentId,
        });
  return { blocking, appointmentStarts };
}
