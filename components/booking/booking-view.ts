import type { BookingParams } from "./booking-url.ts";
import { zonedClock } from "./clock-words.ts";
import { monthOf, shiftMonth } from "./month-grid.ts";
import { groupByDay } from "./part-of-day.ts";

export type BookingStep = "day" | "time" | "details";

export interface BookingView {
  zone: string;
  today: string;
  /** Starts by day in `zone`. */
  days: Map<string, number[]>;
  /** The day chosen, else the first free one of the month shown, else of all: a desk always sees times. */
  shownDay: string | null;
  firstFreeDay: string | null;
  month: string;
  previousMonth: string | null;
  nextMonth: string | null;
  startMs: number | null;
  /** The time chosen is not (or no longer) on offer. */
  startGone: boolean;
  /** What a phone shows. */
  step: BookingStep;
}

/** Everything the booking page shows, from the address, the slots known, and the clock. */
export function bookingView(input: {
  params: BookingParams;
  starts: readonly number[];
  /** IANA zone to show times in */
  zone: string;
  nowMs: number;
}): BookingView {
  const { params, starts, zone, nowMs } = input;
  const days = groupByDay(starts, zone);
  const today = zonedClock(nowMs, zone).day;
  const firstFreeDay = days.keys().next().value ?? null;
  const chosenDay = params.startMs === null ? params.day : zonedClock(params.startMs, zone).day;
  const thisMonth = monthOf(today);
  const lastMonth = shiftMonth(thisMonth, 12);
  const wanted = params.month ?? monthOf(chosenDay ?? firstFreeDay ?? today);
  const [month = thisMonth] = [thisMonth, wanted, lastMonth].sort().slice(1);
  const firstOfMonth = [...days.keys()].find((day) => monthOf(day) === month) ?? null;
  return {
    zone,
    today,
    days,
    shownDay: chosenDay ?? firstOfMonth ?? firstFreeDay,
    firstFreeDay,
    month,
    previousMonth: month > thisMonth ? shiftMonth(month, -1) : null,
    nextMonth: month < lastMonth ? shiftMonth(month, 1) : null,
    startMs: params.startMs,
    startGone: params.startMs !== null && !starts.includes(params.startMs),
    step: params.startMs !== null ? "details" : params.day !== null ? "time" : "day",
  };
}
