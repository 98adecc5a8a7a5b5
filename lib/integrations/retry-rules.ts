import { fullJitterGenerator, type IBackoff } from "cockatiel";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { ClientRequest } from "./client.ts";

/** No call waits longer than this between two tries. */
export const LONGEST_PAUSE_MS = 30 * SECOND;
const REPEATED_STATUSES = new Set([429, 500, 502, 503, 504]);
/** What happened before anybody was reached. */
const NEVER_SENT = new Set(["dns", "refused"]);
/** What another try a second later cannot change, or what was not a try at all. */
const FINAL_REASONS = new Set(["aborted", "tls", "paused", "busy"]);

/** Whether the same request may be sent again after this failure. */
export function mayRepeat(request: ClientRequest, error: unknown, now: number): boolean {
  if (!(error instanceof UpstreamError)) return false;
  if (error.retryAt !== undefined && error.retryAt - now > LONGEST_PAUSE_MS) return false;
  const { kind, reason = "", status = 0, neverSent } = error;
  if (kind === "rate-limited") return reason !== "quiet";
  const changes = request.method === "POST" || request.method === "PATCH";
  const safe = neverSent || (request.repeatable ?? !changes);
  if (kind === "network") return !FINAL_REASONS.has(reason) && (safe || NEVER_SENT.has(reason));
  return kind === "rejected" && REPEATED_STATUSES.has(status) && safe;
}

/**
 * Milliseconds before try `attempt` + 1: exponential backoff with full jitter, but no less than the vendor asked for.
 * Those whom it asked for the same come back one after the other.
 */
export function pauseBefore(attempt: number, error: unknown, now: number, baseDelayMs: number): number {
  const retryAt = error instanceof UpstreamError ? error.retryAt : undefined;
  const limits = { initialDelay: baseDelayMs, maxDelay: LONGEST_PAUSE_MS };
  const [pause] = fullJitterGenerator(attempt - 1, {
    ...limits,
    exponent: 2,
    generator: fullJitterGenerator,
  });
  if (retryAt === undefined) return pause;
  // Timers may fire a little early, and the vendor's second must be over.
  const asked = Math.max(0, Math.ceil(retryAt - now)) + 5;
  return Math.max(asked + Math.random() * baseDelayMs, pause);
}

/** Cockatiel's form of a pause that is computed from each failure. */
export function pausesOf<Context>(pause: (context: Context) => number, duration = 0): IBackoff<Context> {
  return { duration, next: (context) => pausesOf(pause, pause(context)) };
}
