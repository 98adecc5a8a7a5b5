import type { Tone } from "#components/ui/tone.ts";
import type { RunStats } from "#lib/sync-report/run-stats.ts";

/** What a studio may expect of its sync. */
const SUCCESS_GOAL = 0.95;
export const DURATION_GOAL_MS = 2000;

export function successTone({ ok, runs }: Pick<RunStats, "ok" | "runs">): Tone {
  if (runs === 0) return "neutral";
  if (ok / runs > SUCCESS_GOAL) return "good";
  return ok / runs > 0.5 ? "warn" : "bad";
}

export function durationTone({ p95Ms }: Pick<RunStats, "p95Ms">): Tone {
  if (p95Ms === null) return "neutral";
  return p95Ms < DURATION_GOAL_MS ? "good" : "warn";
}
