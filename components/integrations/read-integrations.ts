import {
  count,
  countOrNull,
  fields,
  list,
  text,
  textOrNull,
  wordOf,
} from "#components/console/json-fields.ts";
import { type IntegrationStatus, type LatencyPoint, TEST_OUTCOMES } from "#lib/hub/integration-view.ts";
import type { IntegrationShown } from "./integration-shown.ts";

const STATUSES: readonly IntegrationStatus[] = [
  "not_configured",
  "untested",
  "active",
  "limited",
  "failing",
  "paused",
];
const KINDS = ["network", "auth", "rate-limited", "rejected", "malformed", "not-configured"] as const;
const BREAKER_STATES = ["closed", "open", "half_open"] as const;

/** Reads `GET /api/integrations`; null for an answer that is none of ours. */
export function readIntegrations(answer: unknown): IntegrationShown[] | null {
  const { integrations } = fields(answer);
  return Array.isArray(integrations) ? integrations.map(readIntegration) : null;
}

/** One of them. What cannot be read is never read as fine: a status without a name of ours is "untested". */
export function readIntegration(value: unknown): IntegrationShown {
  const one = fields(value);
  const { limit, remaining, resetAt } = fields(one.rateLimit);
  const { state, until } = fields(one.breaker);
  const latency = fields(one.latency);
  const { month, calls } = fields(one.paidCalls);
  return {
    type: text(one.type),
    name: text(one.name),
    docsUrl: text(one.docsUrl),
    configured: one.configured === true,
    missing: list(one.missing).map(text),
    fields: list(one.fields).map((entry) => {
      const { name, secret, set } = fields(entry);
      return { name: text(name), secret: secret === true, set: set === true };
    }),
    status: wordOf(STATUSES, one.status) ?? "untested",
    lastTest: readTest(one.lastTest),
    lastSuccessAt: instantOrNull(one.lastSuccessAt),
    lastFailure: readFailure(one.lastFailure),
    failingSince: instantOrNull(one.failingSince),
    rateLimit:
      typeof remaining === "number"
        ? { limit: countOrNull(limit), remaining, resetAt: instantOrNull(resetAt) }
        : null,
    breaker: { state: wordOf(BREAKER_STATES, state) ?? "closed", until: instantOrNull(until) },
    latency: {
      from: instantOrNull(latency.from) ?? "",
      to: instantOrNull(latency.to) ?? "",
      points: list(latency.points).map(readPoint),
    },
    paidCalls: typeof calls === "number" ? { month: text(month), calls } : null,
  };
}

function readTest(value: unknown): IntegrationShown["lastTest"] {
  const { at, outcome, detail, durationMs, by } = fields(value);
  const known = wordOf(TEST_OUTCOMES, outcome);
  const when = instantOrNull(at);
  if (known === null || when === null) return null;
  return { at: when, outcome: known, detail: text(detail), durationMs: count(durationMs), by: text(by) };
}

function readFailure(value: unknown): IntegrationShown["lastFailure"] {
  const { at, kind, reason, detail } = fields(value);
  const known = wordOf(KINDS, kind);
  const when = instantOrNull(at);
  if (known === null || when === null) return null;
  return { at: when, kind: known, reason: textOrNull(reason), detail: text(detail) };
}

function readPoint(value: unknown): LatencyPoint {
  const { at, medianMs, maxMs, calls, failures } = fields(value);
  return {
    at: text(at),
    medianMs: countOrNull(medianMs),
    maxMs: countOrNull(maxMs),
    calls: count(calls),
    failures: count(failures),
  };
}

function instantOrNull(value: unknown): string | null {
  return typeof value === "string" && Number.isFinite(Date.parse(value)) ? value : null;
}
