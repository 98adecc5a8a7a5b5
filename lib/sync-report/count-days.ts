import { setImmediate as nextTurn } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { countRuns, type RunCount, type Span } from "#db/queries/sync-stats.ts";
import { HOUR } from "#lib/core/clock.ts";
import { processWide } from "#lib/core/process-wide.ts";

const kept = () => processWide("sync-report.days", () => new WeakMap<Db, Map<string, RunCount[]>>());

/**
 * The runs of some days. What a past day holds does not change any more and is counted once a process; between days
 * other requests have their turn, because a month of a large studio is a second's work.
 */
export async function countDays(ctx: { db: Db; now: () => number }, days: Span[]): Promise<RunCount[]> {
  const known = kept().get(ctx.db) ?? new Map<string, RunCount[]>();
  const next = new Map<string, RunCount[]>();
  const counts: RunCount[] = [];
  for (const [span, day] of days.entries()) {
    const key = `${day.fromMs}-${day.toMs}`;
    let found = known.get(key);
    if (!found) {
      found = await countRuns(ctx.db, [day]);
      await nextTurn();
    }
    // A run that began before midnight is written down after it.
    if (day.toMs + HOUR < ctx.now()) next.set(key, found);
    for (const count of found) counts.push({ ...count, span });
  }
  kept().set(ctx.db, next);
  return counts;
}
