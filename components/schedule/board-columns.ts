import { addDays } from "#lib/core/time-zone.ts";
import type { Schedule } from "#lib/schedule/schedule-view.ts";
import type { BoardColumn } from "./board-types.ts";
import { daySpan, drawnHours, mondayOf, wholeDay } from "./day-span.ts";
import type { ScheduleView } from "./schedule-address.ts";

/** A day to be drawn, and where: a phone shows one or three, a desk the week. */
export interface BoardDay {
  day: string;
  onDesk: boolean;
  onPhone: boolean;
}

/** The days of a view around a day (`YYYY-MM-DD`), in order. */
export function boardDays(view: ScheduleView, day: string): BoardDay[] {
  if (view === "day") return [{ day, onDesk: true, onPhone: true }];
  const monday = mondayOf(day);
  const week = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const onPhone = Array.from({ length: view === "week" ? 3 : 1 }, (_, index) => addDays(day, index));
  return [...new Set([...week, ...onPhone])]
    .sort()
    .map((one) => ({ day: one, onDesk: week.includes(one), onPhone: onPhone.includes(one) }));
}

/** From the first midnight to the last, in a zone. */
export function boardWindow(days: readonly BoardDay[], zone: string): { fromMs: number; toMs: number } {
  const spans = days.map(({ day }) => wholeDay(day, zone));
  return {
    fromMs: Math.min(...spans.map(({ startMs }) => startMs)),
    toMs: Math.max(...spans.map(({ endMs }) => endMs)),
  };
}

/** A column for each day of each artist. What is drawn begins and ends at the same clock time everywhere. */
export function boardColumns(schedule: Schedule, days: readonly BoardDay[], zone: string): BoardColumn[] {
  const whole = days.map(({ day }) => wholeDay(day, zone));
  const spans = schedule.artists.flatMap(({ open, items }) => [...open, ...items.filter(isDrawn)]);
  const drawn = drawnHours(spans, whole, zone);
  return schedule.artists.flatMap((one) =>
    days.map(({ day, onDesk, onPhone }) => ({
      key: `${one.artist.slug}-${day}`,
      span: daySpan(day, zone, drawn),
      schedule: one,
      onDesk,
      onPhone,
    })),
  );
}

/** Holidays and other long stretches say nothing about which hours are worth drawing. */
function isDrawn(item: { startMs: number; endMs: number }): boolean {
  return item.endMs - item.startMs < 86_400_000;
}
