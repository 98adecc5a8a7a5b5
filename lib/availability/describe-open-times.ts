import { addDays, dayOf, instantOf, weekdayOf } from "#lib/core/time-zone.ts";
import type { Interval } from "./types.ts";
import { dailyStretches } from "./working-times.ts";

/** As far as exceptions are looked for, in days; thirteen weeks say what is usual. */
const DAYS_AHEAD = 91;
const MAX_EXCEPTIONS = 12;

/** A day (`YYYY-MM-DD`) with its stretches as clock times (`HH:MM`, midnight at the end is `24:00`). */
export interface OpenDay {
  day: string;
  stretches: { start: string; end: string }[];
  /** True where it differs from most days of its weekday. */
  unusual: boolean;
}

export interface OpenTimesView {
  /** Today and the six days after it. */
  week: OpenDay[];
  /** Later days that differ from what is usual on their weekday, soonest first. */
  exceptions: OpenDay[];
  /** So many more than listed. */
  moreExceptions: number;
}

/** Working times as people read them: the coming week, and what will be different after it. */
export function describeOpenTimes(
  openTimes: readonly Interval[],
  options: { timeZone: string; nowMs: number },
): OpenTimesView {
  const { timeZone, nowMs } = options;
  const today = dayOf(nowMs, timeZone);
  const window = {
    startMs: instantOf(today, 0, timeZone),
    endMs: instantOf(addDays(today, DAYS_AHEAD), 0, timeZone),
  };
  const clock = clockIn(timeZone);
  const stretchesOf = new Map<string, OpenDay["stretches"]>();
  for (const { startMs, endMs } of dailyStretches({ timeZone, hours: [], openTimes }, window)) {
    const day = dayOf(startMs, timeZone);
    const end = clock(endMs);
    const stretch = { start: clock(startMs), end: end === "00:00" ? "24:00" : end };
    stretchesOf.set(day, [...(stretchesOf.get(day) ?? []), stretch]);
  }
  const days = Array.from({ length: DAYS_AHEAD }, (_, index) => {
    const day = addDays(today, index);
    return { day, stretches: stretchesOf.get(day) ?? [] };
  });
  const usual = usualByWeekday(days);
  const described = days.map((one) => ({ ...one, unusual: usual.get(weekdayOf(one.day)) !== wordsOf(one) }));
  const exceptions = described.slice(7).filter(({ unusual }) => unusual);
  return {
    week: described.slice(0, 7),
    exceptions: exceptions.slice(0, MAX_EXCEPTIONS),
    moreExceptions: Math.max(0, exceptions.length - MAX_EXCEPTIONS),
  };
}

type Day = Pick<OpenDay, "day" | "stretches">;

const wordsOf = ({ stretches }: Day) => stretches.map(({ start, end }) => `${start}-${end}`).join();

/** What is said by most days of a weekday; of equals, the soonest. */
function usualByWeekday(days: readonly Day[]): Map<number, string> {
  const usual = new Map<number, string>();
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const counts = new Map<string, number>();
    for (const one of days) {
      if (weekdayOf(one.day) === weekday) counts.set(wordsOf(one), (counts.get(wordsOf(one)) ?? 0) + 1);
    }
    const most = Math.max(...counts.values());
    for (const [words, count] of counts) if (count === most && !usual.has(weekday)) usual.set(weekday, words);
  }
  return usual;
}

function clockIn(timeZone: string): (instantMs: number) => string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (instantMs) => format.format(instantMs);
}
