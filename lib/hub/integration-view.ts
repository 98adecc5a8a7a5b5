import type { UpstreamErrorKind } from "#lib/core/errors.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";

/** One integration as the console and the API show it. Instants are ISO 8601, UTC with milliseconds. */
export interface IntegrationView {
  type: ConnectorId;
  /** As the vendor writes it. */
  name: string;
  docsUrl: string;
  configured: boolean;
  /** Variables that are still to be set; empty when configured. */
  missing: string[];
  /** Everything it reads from the environment; never a value. */
  fields: { name: string; secret: boolean; set: boolean }[];
  status: IntegrationStatus;
  /** Of today's configuration, as is everything below but `latency` and `paidCalls`. */
  lastTest: IntegrationTest | null;
  lastSuccessAt: string | null;
  /** May be older than the last success. */
  lastFailure: { at: string; kind: UpstreamErrorKind; reason: string | null; detail: string } | null;
  /** The first failure after the last success; null while it works. */
  failingSince: string | null;
  /** After a refusal for asking too much nothing remains, and `resetAt` is until when the vendor said so. */
  rateLimit: { limit: number | null; remaining: number; resetAt: string | null } | null;
  /** Of whichever process pauses longest. `open`: it makes no call before `until`; `half_open`: the next call decides. */
  breaker: { state: "closed" | "open" | "half_open"; until: string | null };
  /** The last 24 hours in steps of half an hour, oldest first; steps without a call have none. */
  latency: { from: string; to: string; points: LatencyPoint[] };
  /** Calls the vendor is paid for, this month (`2026-11`, UTC); null where none is. */
  paidCalls: { month: string; calls: number } | null;
}

/**
 * `active` only while the last contact went well, with today's configuration, and is not older than a day. `limited`:
 * the vendor takes no more for now; `paused`: too many calls failed, and none is made for a moment.
 */
export type IntegrationStatus = "not_configured" | "untested" | "active" | "limited" | "failing" | "paused";

export interface IntegrationTest {
  at: string;
  outcome: TestOutcome;
  /** A sentence; empty where it went well. */
  detail: string;
  durationMs: number;
  /** Who asked for it. */
  by: string;
}

export const TEST_OUTCOMES = [
  "ok",
  "authorization",
  "certificate",
  "network",
  "status",
  "parse",
  "rate-limited",
  "not-configured",
] as const;

export type TestOutcome = (typeof TEST_OUTCOMES)[number];

export interface LatencyPoint {
  /** When its half hour begins. */
  at: string;
  /** Milliseconds, of the calls that went well (of a fair 200 where there were more); null where none did. */
  medianMs: number | null;
  maxMs: number | null;
  calls: number;
  failures: number;
}
