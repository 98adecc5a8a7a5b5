import type { UnavailableReason } from "./types.ts";

/** From what is nearest to a yes to what is farthest. */
const REASONS: UnavailableReason[] = [
  "calendar_unreachable",
  "busy",
  "day_full",
  "week_full",
  "outside_hours",
  "too_soon",
  "too_far",
];

/** What is told where several artists cannot, each for a reason of their own; `busy` where none is known. */
export function nearestReason(reasons: readonly (UnavailableReason | null)[]): UnavailableReason {
  return REASONS.find((one) => reasons.includes(one)) ?? "busy";
}
