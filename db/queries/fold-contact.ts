import { HOUR, MINUTE } from "#lib/core/clock.ts";
import type { UpstreamErrorKind } from "#lib/core/errors.ts";
import type { integrationStates } from "../schema/integrations.ts";

export type IntegrationState = typeof integrationStates.$inferSelect;

/** Why a contact failed. */
interface Failure {
  kind: UpstreamErrorKind;
  reason: string | null;
  detail: string;
  /** Until when the vendor wants silence, where it said so; epoch milliseconds. */
  retryAt?: number | null | undefined;
}

/** One contact with a connector, as far as it says something about how that is. Instants are epoch milliseconds. */
export interface Contact {
  connector: string;
  /** Fingerprint of the configuration it was made with. */
  config: string;
  /** When it ended. */
  at: number;
  /** `reached`: it answered, and was shown no credentials. Null where it says nothing about how the system is. */
  went: "well" | "reached" | Failure | null;
  rateLimit: IntegrationState["rateLimit"];
  /** Whether one process (`owner`) makes no calls, and until when; undefined where it says nothing of that. */
  pause?: { owner: string; until: number | null } | undefined;
  /** The call behind it, where it is one to be counted. */
  call: { at: number; durationMs: number; outcome: "ok" | UpstreamErrorKind } | null;
}

/** A breaker pauses for half a minute: what says more was noted by a clock that was wrong, and what is old by nobody. */
const LONGEST_PAUSE_MS = 5 * MINUTE;
const PAUSE_KNOWN_MS = HOUR;

/**
 * What is known after one more contact. Processes store theirs seconds apart: one that ended before what is known never
 * counts as later; of two in the same millisecond the one that comes second does. What lies in the future is mended.
 */
export function foldContact(
  known: IntegrationState | undefined,
  contact: Contact,
  nowMs: number,
): IntegrationState {
  const state =
    known?.config === contact.config
      ? withoutFuture(known, contact.at, nowMs)
      : unknown(contact.connector, contact.config);
  const { went, rateLimit, pause } = contact;
  if (rateLimit && rateLimit.seenAt >= (state.rateLimit?.seenAt ?? 0)) state.rateLimit = rateLimit;
  state.pauses = pausesAfter(state.pauses, pause, nowMs);
  if (went === "well") succeed(state, contact.at);
  else if (went === "reached") reach(state, contact.at);
  else if (went) fail(state, contact.at, went);
  return state;
}

/** The latest pause of any process that is not over for long; null when there is none. Epoch milliseconds. */
export function pausedUntil(pauses: IntegrationState["pauses"], nowMs: number): number | null {
  const credible = Object.values(pauses ?? {}).filter((until) => isCredible(until, nowMs));
  return credible.length === 0 ? null : Math.max(...credible);
}

function succeed(state: IntegrationState, at: number): void {
  state.succeededAt = Math.max(at, state.succeededAt ?? at);
  if (state.failingSince === null || state.failedAt === null) return;
  if (at >= state.failedAt) state.failingSince = null;
  // It went well in between: of the failures since then the last one is known.
  else if (at >= state.failingSince) state.failingSince = state.failedAt;
}

/** Without credentials: an outage is over. Whether they are accepted it says only where they were, the last time. */
function reach(state: IntegrationState, at: number): void {
  const isOutage = state.failingSince === null || isOutageKind(state.failureKind, state.failureReason);
  if (isOutage && state.succeededAt !== null) succeed(state, at);
  else if (isOutage && at >= (state.failedAt ?? at)) state.failingSince = null;
}

function fail(state: IntegrationState, at: number, { kind, reason, detail, retryAt }: Failure): void {
  const isRefused = state.failingSince !== null && state.failureKind === "auth";
  // Credentials that were refused stay so: an outage cures nothing, nor are they refused anew where they were not sent.
  if (isRefused && (isOutageKind(kind, reason) || isRepeated(kind, reason))) return;
  const succeededAt = state.succeededAt ?? at;
  if (at >= succeededAt) state.failingSince = Math.min(at, state.failingSince ?? at);
  if (at < (state.failedAt ?? at)) return;
  state.failedAt = at;
  state.failureKind = kind;
  state.failureReason = reason;
  state.failureDetail = detail;
  state.retryAt = retryAt ?? null;
}

function isOutageKind(kind: string | null, reason: string | null): boolean {
  return kind === "network" || reason === "server-error";
}

/** We said it, of credentials that were refused before. */
function isRepeated(kind: UpstreamErrorKind, reason: string | null): boolean {
  return kind === "auth" && (reason === "suspended" || reason === "refused-before");
}

function pausesAfter(
  known: IntegrationState["pauses"],
  pause: Contact["pause"],
  nowMs: number,
): IntegrationState["pauses"] {
  const others = Object.entries(known ?? {}).filter(
    ([owner, until]) => owner !== pause?.owner && isCredible(until, nowMs),
  );
  const own = pause && pause.until !== null ? [[pause.owner, pause.until] as const] : [];
  const all = [...others, ...own];
  return all.length === 0 ? null : Object.fromEntries(all);
}

function isCredible(until: number, nowMs: number): boolean {
  return until > nowMs - PAUSE_KNOWN_MS && until < nowMs + LONGEST_PAUSE_MS;
}

/** A failure that a clock noted which was ahead has happened all the same, at the latest now. */
function withoutFuture(state: IntegrationState, at: number, nowMs: number): IntegrationState {
  const latest = nowMs + MINUTE;
  const { succeededAt, failedAt, failingSince, rateLimit } = state;
  const isAhead = failedAt !== null && failedAt > latest;
  return {
    ...state,
    succeededAt: succeededAt !== null && succeededAt > latest ? null : succeededAt,
    failedAt: isAhead ? at : failedAt,
    failingSince: isAhead && failingSince !== null ? Math.min(failingSince, at) : failingSince,
    rateLimit: rateLimit && rateLimit.seenAt > latest ? null : rateLimit,
  };
}

function unknown(connector: string, config: string): IntegrationState {
  return {
    connector,
    config,
    testedAt: null,
    testOutcome: null,
    testDetail: null,
    testMs: null,
    testedBy: null,
    succeededAt: null,
    failedAt: null,
    failingSince: null,
    failureKind: null,
    failureReason: null,
    failureDetail: null,
    retryAt: null,
    rateLimit: null,
    pauses: null,
  };
}
