import type { Ctx } from "#lib/auth/context.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf, weekdayOf } from "#lib/core/time-zone.ts";

/** What one reading of the slots may span; and never more of them than reach a year ahead. */
const SPAN_MS = 60 * DAY;
const MOST_SPANS = 7;

export interface Wish {
  artistId: string;
  serviceId: string;
  durationMinutes: number;
  /** Days in the artist's zone, both included. */
  fromDay: string;
  toDay: string;
  weekdays: readonly number[];
  /** Nothing that overlaps a time from one of these on is found. */
  passedStarts: readonly number[];
}

/** The first free slots that fit a wish, as customers could book them now, soonest first; from the mirror alone. */
export async function matchingStarts(
  ctx: Ctx,
  wish: Wish,
  options: {
    timeZone: string;
    most: number;
    /** Nothing that begins before is found, epoch ms. */
    earliestMs?: number;
  },
): Promise<{ startMs: number; endMs: number }[]> {
  const { timeZone, earliestMs = 0 } = options;
  const { artistId, serviceId, durationMinutes } = wish;
  const durationMs = durationMinutes * MINUTE;
  const isPassed = (startMs: number) =>
    wish.passedStarts.some((passedMs) => Math.abs(startMs - passedMs) < durationMs);
  const endMs = instantOf(addDays(wish.toDay, 1), 0, timeZone);
  let fromMs = Math.max(instantOf(wish.fromDay, 0, timeZone), ctx.now(), earliestMs);
  const found: { startMs: number; endMs: number }[] = [];
  for (let span = 0; span < MOST_SPANS && fromMs < endMs && found.length < options.most; span++) {
    const toMs = Math.min(fromMs + SPAN_MS, endMs);
    const { slots } = await listSlots(ctx, { artistId, serviceId, durationMinutes, fromMs, toMs });
    for (const slot of slots) {
      const suits =
        wish.weekdays.length === 0 || wish.weekdays.includes(weekdayOf(dayOf(slot.startMs, timeZone)));
      if (suits && !isPassed(slot.startMs) && found.length < options.most) found.push(slot);
    }
    fromMs = toMs;
  }
  return found;
}
