import type { ArtistView } from "#lib/artists/artist-view.ts";
import { clockOf, minuteOf } from "./clock-minutes.ts";

/** Working hours while they are edited: a list of stretches a weekday, each as two time inputs say it. */

type Hours = ArtistView["hours"][number];

/** A stretch between two breaks. `id` only tells rows apart. */
export interface Stretch {
  id: number;
  start: string;
  end: string;
}

/** Monday to Sunday. */
export type Week = Stretch[][];

export type StretchProblem = "incomplete" | "backwards" | "overlap";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function weekOf(hours: readonly Hours[]): Week {
  let id = 0;
  return WEEKDAYS.map((weekday) =>
    hours
      .filter((entry) => entry.weekday === weekday)
      .sort((a, b) => a.startMinute - b.startMinute)
      .map((entry) => ({ id: id++, start: clockOf(entry.startMinute), end: clockOf(entry.endMinute) })),
  );
}

/** The minutes of a stretch; midnight as its end is the end of the day. Null while it is incomplete. */
function minutesOf({ start, end }: Stretch): { startMinute: number; endMinute: number } | null {
  const startMinute = minuteOf(start);
  const endMinute = minuteOf(end);
  if (startMinute === null || endMinute === null) return null;
  return { startMinute, endMinute: endMinute === 0 ? 1440 : endMinute };
}

/** What is wrong in a day, by the id of the stretch. Of two that overlap, the later one is named. */
export function dayProblems(day: readonly Stretch[]): Map<number, StretchProblem> {
  const problems = new Map<number, StretchProblem>();
  const sound: { id: number; startMinute: number; endMinute: number }[] = [];
  for (const stretch of day) {
    const minutes = minutesOf(stretch);
    if (!minutes) problems.set(stretch.id, "incomplete");
    else if (minutes.endMinute <= minutes.startMinute) problems.set(stretch.id, "backwards");
    else sound.push({ id: stretch.id, ...minutes });
  }
  sound.sort((a, b) => a.startMinute - b.startMinute);
  let busyUntil = -1;
  for (const { id, startMinute, endMinute } of sound) {
    if (startMinute < busyUntil) problems.set(id, "overlap");
    busyUntil = Math.max(busyUntil, endMinute);
  }
  return problems;
}

/** What is sent to the API; only of a week without problems. Stretches that touch stay two. */
export function hoursOf(week: Week): Hours[] {
  return week.flatMap((day, index) =>
    day.flatMap((stretch) => {
      const minutes = minutesOf(stretch);
      return minutes ? [{ weekday: index + 1, ...minutes }] : [];
    }),
  );
}

/** One free id more than any in the week. */
function nextId(week: Week): number {
  return Math.max(-1, ...week.flat().map(({ id }) => id)) + 1;
}

/** One stretch more on a day (0 = Monday): from an hour after the last one, or an ordinary working day. */
export function addStretch(week: Week, day: number): Week {
  const last = week[day]?.at(-1);
  const after = last ? minutesOf(last)?.endMinute : undefined;
  const start = after === undefined ? 9 * 60 : Math.min(after + 60, 22 * 60);
  const end = after === undefined ? 17 * 60 : Math.min(start + 3 * 60, 24 * 60);
  const stretch = { id: nextId(week), start: clockOf(start), end: clockOf(end) };
  return week.map((stretches, index) => (index === day ? [...stretches, stretch] : stretches));
}

/** The same hours on other days (0 = Monday) in place of theirs. */
export function copyDay(week: Week, from: number, to: readonly number[]): Week {
  let id = nextId(week);
  const source = week[from] ?? [];
  return week.map((stretches, index) =>
    index !== from && to.includes(index) ? source.map((stretch) => ({ ...stretch, id: id++ })) : stretches,
  );
}

/** Minutes worked in a week; what is incomplete does not count. */
export function weekMinutes(week: Week): number {
  return hoursOf(week).reduce(
    (sum, { startMinute, endMinute }) => sum + Math.max(0, endMinute - startMinute),
    0,
  );
}
