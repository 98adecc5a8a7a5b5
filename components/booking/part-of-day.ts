import { zonedClock } from "./clock-words.ts";

export type PartOfDay = "morning" | "afternoon" | "evening";

/** Starts (epoch ms) by part of the day in a zone: before 12, before 17, later. Empty parts are left out. */
export function groupByPart(
  starts: readonly number[],
  zone: string,
): { part: PartOfDay; starts: number[] }[] {
  const groups: Record<PartOfDay, number[]> = { morning: [], afternoon: [], evening: [] };
  for (const start of starts) {
    const { hour } = zonedClock(start, zone);
    groups[hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening"].push(start);
  }
  return (["morning", "afternoon", "evening"] as const)
    .map((part) => ({ part, starts: groups[part] }))
    .filter((group) => group.starts.length > 0);
}

/** Starts (epoch ms, ascending) by their day in a zone. */
export function groupByDay(starts: readonly number[], zone: string): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const start of starts) {
    const { day } = zonedClock(start, zone);
    const known = days.get(day);
    if (known) known.push(start);
    else days.set(day, [start]);
  }
  return days;
}
