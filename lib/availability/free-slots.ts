import type { BookingRules } from "./booking-rules.ts";
import type { Occupied } from "./judge-time.ts";
import { limitJudge } from "./limits.ts";
import type { Interval } from "./types.ts";
import { dailyStretches, workingTimes } from "./working-times.ts";

/**
 * The slots that begin within a window: from the start of each day's working stretches in steps, minus what blocks.
 * Walks instants, never clock times. Exactly the steps for which `judgeTime` has no objection.
 */
export function freeSlots(
  rules: BookingRules,
  occupied: Occupied,
  nowMs: number,
  window: Interval,
): Interval[] {
  const earliest = Math.max(window.startMs, nowMs + rules.minimumNoticeMs, nowMs);
  const latest = Math.min(window.endMs - 1, nowMs + rules.horizonMs);
  const blocking = [...occupied.blocking].sort((a, b) => a.startMs - b.startMs);
  const longest = blocking.reduce((length, busy) => Math.max(length, busy.endMs - busy.startMs), 0);
  const limitReached = limitJudge(rules, occupied.counted);

  const slots: Interval[] = [];
  // The last slots of the window end after it.
  const work = workingTimes(rules, { startMs: window.startMs, endMs: window.endMs + rules.durationMs });
  for (const stretch of dailyStretches(rules, window)) {
    const workEndMs =
      work.find((one) => one.startMs <= stretch.startMs && stretch.endMs <= one.endMs)?.endMs ??
      stretch.endMs;
    const last = Math.min(latest, stretch.endMs - 1);
    const steps = Math.max(0, Math.ceil((earliest - stretch.startMs) / rules.slotStepMs));
    for (
      let startMs = stretch.startMs + steps * rules.slotStepMs;
      startMs <= last;
      startMs += rules.slotStepMs
    ) {
      const endMs = startMs + rules.durationMs;
      if (endMs > workEndMs) break;
      if (meetsAny(blocking, longest, startMs - rules.bufferBeforeMs, endMs + rules.bufferAfterMs)) continue;
      if (limitReached(startMs) !== null) continue;
      slots.push({ startMs, endMs });
    }
  }
  return slots;
}

/** Whether any of the intervals (sorted by start, none longer than `longest`) overlaps [startMs, endMs). */
function meetsAny(sorted: Interval[], longest: number, startMs: number, endMs: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.startMs ?? 0) < startMs - longest) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < sorted.length; index++) {
    const busy = sorted[index];
    if (!busy || busy.startMs >= endMs) return false;
    if (busy.endMs > startMs) return true;
  }
  return false;
}
