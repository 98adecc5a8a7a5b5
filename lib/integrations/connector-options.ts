import type { Clock } from "#lib/core/clock.ts";
import type { UpstreamErrorKind } from "#lib/core/errors.ts";
import type { RateLimit } from "./connector.ts";
import type { ConnectorState } from "./connector-state.ts";

/** One call as it went, tries included; also one that was not made because of a limit or a pause. */
export interface CallRecord {
  connector: string;
  /** When it began, epoch milliseconds. */
  at: number;
  /** How long the vendor took for the last try, until its answer was read, or until a stream began; 0 where it was not asked. */
  durationMs: number;
  outcome: "ok" | UpstreamErrorKind;
  /** `aborted`: whoever asked gave up, which says nothing of the vendor. */
  reason: string | null;
  detail: string | null;
  status: number | null;
  /** Method and path as documented. */
  operation: string;
  rateLimit: RateLimit | null;
  /** Of a failure: when the vendor may be asked again, where that is known. */
  retryAt: number | null;
  /** Until when no call is made because too many failed. */
  pausedUntil: number | null;
}

export interface ConnectorOptions {
  now?: Clock;
  /** Told of every call, never of what it carried. What it throws is let go. */
  observe?: (call: CallRecord) => void;
  /** The first pause between two tries, milliseconds; 1,000 unless said. */
  baseDelayMs?: number;
  /** How often a call is tried in all; 3 unless said. */
  tries?: number;
  /** Ends every call of this client. */
  signal?: AbortSignal;
  fetch?: typeof fetch;
  /**
   * Somebody wants to know now: asks although the vendor wanted silence, refused these credentials just now, or failed
   * too often. An answer ends such a pause.
   */
  deliberate?: boolean;
  /** Where breaker, places, limits and token are kept; the process's unless said. For tests alone. */
  states?: Map<string, ConnectorState>;
  /** Milliseconds on a clock that nobody sets; of whoever is the first to share a state. */
  monotonic?: () => number;
}
