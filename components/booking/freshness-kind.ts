/** How well the times shown are known: from the calendar, by hand because there is none, or from an old picture. */
export type FreshnessKind = "live" | "by_hand" | "unreachable";

export function freshnessKind(verified: boolean, hasCalendar: boolean): FreshnessKind {
  if (verified) return "live";
  return hasCalendar ? "unreachable" : "by_hand";
}
