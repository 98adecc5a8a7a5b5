import type { BookingRules } from "#lib/availability/booking-rules.ts";
import { freeSlots } from "#lib/availability/free-slots.ts";
import { judgeTime, type Occupied } from "#lib/availability/judge-time.ts";
import { limitSpan } from "#lib/availability/limits.ts";
import type { Interval, UnavailableReason } from "#lib/availability/types.ts";
import { dailyStretches, workingTimes } from "#lib/availability/working-times.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";

/** A rule that stands against a time, with what it says. Instants are epoch milliseconds. */
export type BrokenRule =
  | { rule: "past" }
  | { rule: "too_soon"; noticeMinutes: number; earliestMs: number }
  | { rule: "too_far"; horizonDays: number; latestMs: number }
  /** The stretches worked on the day the time begins; none is a day off. */
  | { rule: "outside_hours"; day: string; stretches: Interval[] }
  | {
      rule: "day_full" | "week_full";
      count: number;
      maximum: number;
      /** Null where all of the artist's appointments count. */
      serviceId: string | null;
      fromMs: number;
      toMs: number;
    };

/**
 * Every objection to a time, not only the first: `judgeTime` is asked again and again, each time without the rule that
 * spoke last, so that nothing is decided here that is not decided there.
 */
export function objectionsTo(
  rules: BookingRules,
  occupied: Occupied,
  nowMs: number,
  time: Interval,
): UnavailableReason[] {
  const reasons: UnavailableReason[] = [];
  let [asked, taken, now] = [rules, occupied, nowMs];
  // Each round takes one of a handful of rules away.
  for (let round = 0; round < 8; round++) {
    const reason = judgeTime(asked, taken, now, time);
    if (reason === null || reasons.includes(reason)) break;
    reasons.push(reason);
    if (reason === "busy") taken = { ...taken, blocking: [] };
    else if (reason === "too_soon") {
      asked = { ...asked, minimumNoticeMs: 0 };
      now = Math.min(now, time.startMs);
    } else asked = withoutRule(asked, reason, time);
  }
  return reasons;
}

function withoutRule(rules: BookingRules, reason: UnavailableReason, time: Interval): BookingRules {
  if (reason === "too_far") return { ...rules, horizonMs: Number.POSITIVE_INFINITY };
  if (reason === "outside_hours") return { ...rules, openTimes: [time] };
  const per = reason === "day_full" ? "day" : "week";
  return { ...rules, limits: rules.limits.filter((limit) => limit.per !== per) };
}

/** What the rules among the objections say: which hours, which notice, how many of how many. */
export function brokenRules(
  rules: BookingRules,
  occupied: Occupied,
  nowMs: number,
  time: Interval,
): BrokenRule[] {
  return objectionsTo(rules, occupied, nowMs, time).flatMap((reason): BrokenRule[] => {
    switch (reason) {
      case "too_soon":
        return time.startMs < nowMs
          ? [{ rule: "past" }]
          : [
              {
                rule: "too_soon",
                noticeMinutes: rules.minimumNoticeMs / 60_000,
                earliestMs: nowMs + rules.minimumNoticeMs,
              },
            ];
      case "too_far":
        return [
          { rule: "too_far", horizonDays: rules.horizonMs / 86_400_000, latestMs: nowMs + rules.horizonMs },
        ];
      case "outside_hours": {
        const day = dayOf(time.startMs, rules.timeZone);
        return [{ rule: "outside_hours", day, stretches: stretchesOf(rules, day) }];
      }
      case "day_full":
      case "week_full":
        return reachedLimits(rules, occupied, time, reason);
      default:
        return [];
    }
  });
}

function reachedLimits(
  rules: BookingRules,
  occupied: Occupied,
  time: Interval,
  rule: "day_full" | "week_full",
): BrokenRule[] {
  return rules.limits.flatMap((limit): BrokenRule[] => {
    if (limit.per !== (rule === "day_full" ? "day" : "week")) return [];
    const span = limitSpan(limit, time.startMs, rules.timeZone);
    const count = occupied.counted.filter(
      ({ startMs, serviceId }) =>
        startMs >= span.fromMs &&
        startMs < span.toMs &&
        (limit.serviceId === null || limit.serviceId === serviceId),
    ).length;
    const { maximum, serviceId } = limit;
    return count >= maximum ? [{ rule, count, maximum, serviceId, ...span }] : [];
  });
}

function stretchesOf(rules: BookingRules, day: string): Interval[] {
  const window = {
    startMs: instantOf(day, 0, rules.timeZone),
    endMs: instantOf(addDays(day, 1), 0, rules.timeZone),
  };
  return dailyStretches(rules, window).filter(({ startMs }) => dayOf(startMs, rules.timeZone) === day);
}

/** Where something stands against a time: on it, or only within the buffer before or after it. */
export type Where = "on" | "before" | "after";

/** How a blocking span meets a time with its buffers; null when they do not meet. */
export function whereItBlocks(
  rules: Pick<BookingRules, "bufferBeforeMs" | "bufferAfterMs">,
  time: Interval,
  blocking: Interval,
): Where | null {
  if (blocking.endMs > time.startMs && blocking.startMs < time.endMs) return "on";
  if (blocking.endMs > time.startMs - rules.bufferBeforeMs && blocking.endMs <= time.startMs) return "before";
  return blocking.startMs < time.endMs + rules.bufferAfterMs && blocking.startMs >= time.endMs
    ? "after"
    : null;
}

/** Why a time can be offered. */
export interface OfferGrounds {
  /** The working stretch it lies in, wholly. */
  stretch: Interval;
  stepMinutes: number;
  /** Whether customers are shown exactly this start; the studio may book between the steps. */
  isSlot: boolean;
}

/** Why a time can be offered, or null while anything stands against it. */
export function offerGrounds(
  rules: BookingRules,
  occupied: Occupied,
  nowMs: number,
  time: Interval,
): OfferGrounds | null {
  if (judgeTime(rules, occupied, nowMs, time) !== null) return null;
  const stretch = workingTimes(rules, time).find(
    (work) => work.startMs <= time.startMs && time.endMs <= work.endMs,
  );
  if (!stretch) return null;
  const offered = freeSlots({ ...rules, durationMs: time.endMs - time.startMs }, occupied, nowMs, {
    startMs: time.startMs,
    endMs: time.startMs + 1,
  });
  return {
    stretch,
    stepMinutes: rules.slotStepMs / 60_000,
    isSlot: offered.some(({ startMs }) => startMs === time.startMs),
  };
}
