import { addDays, instantOf } from "#lib/core/time-zone.ts";
import { minuteOf } from "./clock-minutes.ts";

/** What the form for time off says: whole days, the last one included, or from a clock time to another. */
export interface TimeOffDraft {
  wholeDays: boolean;
  firstDay: string;
  lastDay: string;
  startTime: string;
  endTime: string;
}

export type TimeOffProblem = "incomplete" | "backwards" | "too_long";

const LONGEST_DAYS = 366;

/** The span (epoch ms, end exclusive) in an IANA zone, or what is wrong with it. */
export function timeOffSpan(
  { wholeDays, firstDay, lastDay, startTime, endTime }: TimeOffDraft,
  zone: string,
): { startMs: number; endMs: number } | TimeOffProblem {
  if (!isDay(firstDay) || !isDay(lastDay)) return "incomplete";
  const startMinute = wholeDays ? 0 : minuteOf(startTime);
  const endMinute = wholeDays ? 0 : minuteOf(endTime);
  if (startMinute === null || endMinute === null) return "incomplete";
  const startMs = instantOf(firstDay, startMinute, zone);
  const endMs = instantOf(wholeDays ? addDays(lastDay, 1) : lastDay, endMinute, zone);
  if (endMs <= startMs) return "backwards";
  return endMs - startMs > LONGEST_DAYS * 86_400_000 ? "too_long" : { startMs, endMs };
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= "2000-01-01" && day <= "2199-12-31";
}
