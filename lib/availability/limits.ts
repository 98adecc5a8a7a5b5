import { addDays, dayOf, instantOf, weekdayOf } from "#lib/core/time-zone.ts";

/** At most so many appointments begin within a day, or an ISO week (Monday to Sunday), of the artist's zone. */
export interface BookingLimit {
  per: "day" | "week";
  maximum: number;
  /** Only appointments of this service count; null: all of the artist's. */
  serviceId: string | null;
}

export type LimitReason = "day_full" | "week_full";

const reasonOf: Record<BookingLimit["per"], LimitReason> = { day: "day_full", week: "week_full" };

/** An appointment that counts towards limits. */
export interface CountedStart {
  startMs: number;
  serviceId: string;
}

/** The limits of an artist and, where one is asked for, of the service with that artist. */
export function limitsOf(
  artist: { dailyMaximum: number | null; weeklyMaximum: number | null },
  service: { id: string; dailyMaximum: number | null; weeklyMaximum: number | null } | null,
): BookingLimit[] {
  const limits: BookingLimit[] = [];
  const add = (per: BookingLimit["per"], maximum: number | null, serviceId: string | null) => {
    if (maximum !== null) limits.push({ per, maximum, serviceId });
  };
  add("day", artist.dailyMaximum, null);
  add("week", artist.weeklyMaximum, null);
  if (service) {
    add("day", service.dailyMaximum, service.id);
    add("week", service.weeklyMaximum, service.id);
  }
  return limits;
}

/**
 * Which limit an appointment beginning at an instant would exceed, given those that count. What is counted is counted
 * once, and remembered by day, because many times of a day are asked about.
 */
export function limitJudge(
  rules: { timeZone: string; limits: readonly BookingLimit[] },
  counted: readonly CountedStart[],
): (startMs: number) => LimitReason | null {
  const { limits, timeZone } = rules;
  if (limits.length === 0) return () => null;
  const counts = limits.map((limit) => {
    const byPeriod = new Map<string, number>();
    for (const { startMs, serviceId } of counted) {
      if (limit.serviceId !== null && limit.serviceId !== serviceId) continue;
      const first = firstDayOf(limit.per, dayOf(startMs, timeZone));
      byPeriod.set(first, (byPeriod.get(first) ?? 0) + 1);
    }
    return { ...limit, byPeriod };
  });
  const byDay = new Map<string, LimitReason | null>();
  return (startMs) => {
    const day = dayOf(startMs, timeZone);
    const known = byDay.get(day);
    if (known !== undefined) return known;
    const reached = counts.filter(
      ({ per, maximum, byPeriod }) => (byPeriod.get(firstDayOf(per, day)) ?? 0) >= maximum,
    );
    const first = reached.find(({ per }) => per === "day") ?? reached[0];
    const reason = first ? reasonOf[first.per] : null;
    byDay.set(day, reason);
    return reason;
  };
}

/** The instants a limit counts between, half-open, for an appointment that begins at `startMs`. */
export function limitSpan(
  limit: BookingLimit,
  startMs: number,
  timeZone: string,
): { fromMs: number; toMs: number } {
  const first = firstDayOf(limit.per, dayOf(startMs, timeZone));
  return {
    fromMs: instantOf(first, 0, timeZone),
    toMs: instantOf(addDays(first, limit.per === "day" ? 1 : 7), 0, timeZone),
  };
}

/** The limits as a transaction holds them against simultaneous requests, for an appointment that begins at `startMs`. */
export function limitsAt(rules: { timeZone: string; limits: readonly BookingLimit[] }, startMs: number) {
  return rules.limits.map((limit) => ({
    ...limitSpan(limit, startMs, rules.timeZone),
    maximum: limit.maximum,
    serviceId: limit.serviceId,
    reason: reasonOf[limit.per],
  }));
}

/** A day's own, or the Monday of its week. */
function firstDayOf(per: BookingLimit["per"], day: string): string {
  return per === "day" ? day : addDays(day, 1 - weekdayOf(day));
}
