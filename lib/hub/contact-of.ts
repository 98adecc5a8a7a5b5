import { randomUUID } from "node:crypto";
import type { Contact } from "#db/queries/fold-contact.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Connector } from "#lib/integrations/connector.ts";
import type { CallRecord } from "#lib/integrations/open-connector.ts";
import { connectors, isConnectorId } from "#lib/integrations/registry.ts";

/** Names this process among those that share the database. */
const owner = processWide("hub.owner", () => ({ id: randomUUID().slice(0, 8) }));

/**
 * What one call says about how its connector is. One that needs no login proves that it was reached, and no more.
 * @param endedAt epoch milliseconds
 */
export function contactOf(call: CallRecord, config: string, endedAt: number): Contact {
  const { connector, at, durationMs, reason, rateLimit, pausedUntil } = call;
  const outcome = isAnswer(call) ? "ok" : call.outcome;
  return {
    connector,
    config,
    at: endedAt,
    went: wentOf(call),
    rateLimit,
    pause: { owner: owner.id, until: pausedUntil },
    call: isUntold(reason) || isKeptBack(call) ? null : { at, durationMs: Math.round(durationMs), outcome },
  };
}

function wentOf(call: CallRecord): Contact["went"] {
  const { outcome, detail, retryAt } = call;
  if (outcome === "ok") return describedAs(call)?.withoutLogin?.includes(call.operation) ? "reached" : "well";
  if (isUntold(call.reason) || isAnswer(call)) return null;
  const reason = isKeptBack(call) && call.reason === "credentials" ? "refused-before" : call.reason;
  return { kind: outcome, reason, detail: detail ?? "", retryAt };
}

/** Credentials that were refused a moment ago, and were not sent again: the vendor was not asked. */
function isKeptBack(call: CallRecord): boolean {
  const { outcome, reason, durationMs } = call;
  if (outcome !== "auth") return false;
  if (reason === "suspended" || reason === "refused-before") return true;
  // A login of its own takes no time of the call's.
  return durationMs === 0 && describedAs(call)?.auth.kind === "headers";
}

function describedAs({ connector }: CallRecord): Connector | null {
  return isConnectorId(connector) ? connectors[connector] : null;
}

/** The vendor works and says no to what was asked; whether a connection with such an answer works is for a test to say. */
function isAnswer({ outcome, reason }: CallRecord): boolean {
  return outcome === "rejected" && (reason === "not-found" || reason === "invalid");
}

const UNTOLD: readonly (string | null | undefined)[] = ["paused", "busy", "quiet", "aborted"];

/** Nothing was sent, or nobody waited for the answer: such a call says nothing about the vendor. */
export function isUntold(reason: string | null | undefined): boolean {
  return UNTOLD.includes(reason);
}
