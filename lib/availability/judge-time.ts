import type { BookingRules } from "./booking-rules.ts";
import { type CountedStart, limitJudge } from "./limits.ts";
import type { Interval, UnavailableReason } from "./types.ts";
import { workingTimes } from "./working-times.ts";

/** What is already in an artist's time: what blocks, and what counts towards the limits. */
export interface Occupied {
  blocking: Interval[];
  counted: CountedStart[];
}

/** Why a time cannot be booked, or null when it can. A time is judged with the buffers around it. */
export function judgeTime(
  rules: BookingRules,
  occupied: Occupied,
  nowMs: number,
  time: Interval,
): UnavailableReason | null {
  if (time.startMs < nowMs + rules.minimumNoticeMs || time.startMs < nowMs) return "too_soon";
  if (time.startMs > nowMs + rules.horizonMs) return "too_far";
  const withinHours = workingTimes(rules, time).some(
    (work) => work.startMs <= time.startMs && time.endMs <= work.endMs,
  );
  if (!withinHours) return "outside_hours";
  const full = limitJudge(rules, occupied.counted)(time.startMs);
  if (full) return full;
  return isBlocked(rules, occupied, time) ? "busy" : null;
}

function isBlocked(rules: BookingRules, occupied: Occupied, time: Interval): boolean {
  const startMs = time.startMs - rules.bufferBeforeMs;
  const endMs = time.endMs + rules.bufferAfterMs;
  return occupied.blocking.some((busy) => busy.endMs > startMs && busy.startMs < endMs);
}
