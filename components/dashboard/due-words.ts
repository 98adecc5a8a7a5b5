import { tinyDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { nearDay } from "#components/console/when-words.ts";
import type { TaskDue } from "#lib/integrations/todoist/dto.ts";

/** When a task is due, as its reader reads it. */
export interface DueWords {
  /** `today` and its like are looked up; null where `day` says it. */
  near: "today" | "tomorrow" | "yesterday" | null;
  day: string;
  /** "14:00"; null for the whole day. */
  time: string | null;
  isOverdue: boolean;
}

/** @param timeZone the studio's IANA zone, in which a time without one is meant; null where there is no date */
export function dueWords(
  due: Pick<TaskDue, "date"> | null,
  nowMs: number,
  timeZone: string,
  locale: string,
): DueWords | null {
  const [, day, time, zulu] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z)?)?$/.exec(due?.date ?? "") ?? [];
  if (due === null || day === undefined) return null;
  const now = zonedClock(nowMs, timeZone);
  const at = zulu ? zonedClock(Date.parse(due.date), timeZone) : { day, time: time ?? null };
  const near = nearDay(at.day, now.day);
  return {
    near,
    day: tinyDayWords(at.day, locale),
    time: at.time,
    isOverdue: at.day < now.day || (at.day === now.day && at.time !== null && at.time < now.time),
  };
}
