import { type IntegrationSlot, SLOT_MS } from "#db/queries/integrations.ts";
import { DAY } from "#lib/core/clock.ts";
import type { IntegrationView, LatencyPoint } from "./integration-view.ts";

/** The 48 half hours that end with the one we are in, epoch milliseconds. */
export function latencyWindow(nowMs: number): { fromMs: number; toMs: number } {
  const toMs = nowMs - (nowMs % SLOT_MS) + SLOT_MS;
  return { fromMs: toMs - DAY, toMs };
}

/** How long calls took and how many failed, in each half hour that had one. @param slots in their order */
export function latencyOf(
  slots: readonly Omit<IntegrationSlot, "connector">[],
  nowMs: number,
): IntegrationView["latency"] {
  const { fromMs, toMs } = latencyWindow(nowMs);
  const points = slots.filter(({ at }) => at >= fromMs && at < toMs).map(pointOf);
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), points };
}

function pointOf({
  at,
  calls,
  failures,
  maxMs,
  durations,
}: Omit<IntegrationSlot, "connector">): LatencyPoint {
  const sorted = durations.toSorted((one, other) => one - other);
  return { at: new Date(at).toISOString(), medianMs: medianOf(sorted), maxMs, calls, failures };
}

/** Of numbers in their order; whole. */
function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : Math.round((upper + lower) / 2);
}
