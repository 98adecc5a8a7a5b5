import type { AppointmentRow, AppointmentStatus } from "#db/queries/appointments.ts";
import { DAY } from "#lib/core/clock.ts";

type Sitting = Pick<AppointmentRow, "id" | "status" | "startMs" | "endMs" | "seriesPosition">;

/** One place in a series: the appointment that fills it now, or how the last one that did ended. */
export interface SittingPlace {
  position: number;
  id: string | null;
  status: AppointmentStatus | null;
  startMs: number | null;
  endMs: number | null;
}

/** The sitting to be chosen next, and from when on. */
export interface NextSitting {
  position: number;
  earliestMs: number;
}

const STANDS: AppointmentStatus[] = ["PENDING", "CONFIRMED", "COMPLETED", "NO_SHOW"];

/** Every place of a series in order; a place whose appointment was declined or cancelled is empty again. */
export function sittingPlaces(sittings: readonly Sitting[], total: number): SittingPlace[] {
  return Array.from({ length: total }, (_, index) => {
    const position = index + 1;
    const at = sittings.filter((one) => one.seriesPosition === position);
    const sitting = at.find((one) => STANDS.includes(one.status));
    return {
      position,
      id: sitting?.id ?? null,
      status: sitting?.status ?? at.at(-1)?.status ?? null,
      startMs: sitting?.startMs ?? null,
      endMs: sitting?.endMs ?? null,
    };
  });
}

/**
 * Which sitting can be chosen next: the first empty place after the last one that is filled. Null when all are filled,
 * none is left of the series, times are held for that place already, or the one before was missed, which the studio
 * wants to talk about first.
 */
export function nextSitting(
  places: readonly SittingPlace[],
  gapDays: number,
  heldPlaces: readonly number[] = [],
): NextSitting | null {
  const last = places.findLast((place) => place.id !== null);
  if (!last || last.endMs === null || last.status === "NO_SHOW" || last.position >= places.length)
    return null;
  if (heldPlaces.includes(last.position + 1)) return null;
  return { position: last.position + 1, earliestMs: last.endMs + gapDays * DAY };
}

/** What lies between the sitting before and the one after; null where there is none, or no series. */
export function roomOfSitting(
  places: readonly SittingPlace[],
  position: number,
  gapDays: number,
): { fromMs: number | null; toMs: number | null } {
  const before = places.findLast((place) => place.position < position && place.endMs !== null);
  const after = places.find((place) => place.position > position && place.startMs !== null);
  return {
    fromMs: before?.endMs == null ? null : before.endMs + gapDays * DAY,
    toMs: after?.startMs == null ? null : after.startMs - gapDays * DAY,
  };
}
