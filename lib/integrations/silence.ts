import { setTimeout as sleep } from "node:timers/promises";
import type { UpstreamError } from "#lib/core/errors.ts";
import { limited, paused } from "./call-failure.ts";
import { operationOf } from "./call-report.ts";
import type { CallScope } from "./call-scope.ts";
import type { ClientRequest } from "./client.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { LONGEST_PAUSE_MS } from "./retry-rules.ts";

/** When a vendor is not asked at all. Whoever asks deliberately passes everywhere here. */

/** @throws UpstreamError while too many calls failed, or the vendor asked for silence */
export function refuseWhileQuiet(opened: OpenedConnector): void {
  if (opened.deliberate) return;
  const pauseLeft = opened.state.breaker.pauseLeft();
  if (pauseLeft > 0) throw paused(opened, pauseLeft);
  const limitLeft = opened.state.limitLeft();
  if (limitLeft > 0) throw limited(opened, limitLeft);
}

/** Why the configured credentials are not sent again now; null where they may be. */
export function keysRefused(
  { state, now, deliberate }: OpenedConnector,
  request: ClientRequest,
): UpstreamError | null {
  return deliberate || hasSession(request) ? null : state.keys.refusal(now());
}

/** Remembers how long a vendor asked for silence, and that it refused the credentials. */
export function quietedBy(
  { state, now, connector }: OpenedConnector,
  request: ClientRequest,
  failure: UpstreamError,
): UpstreamError {
  if (failure.kind === "rate-limited" && failure.retryAt !== undefined)
    state.limitFor(failure.retryAt - now());
  if (failure.kind === "auth" && connector.auth.kind === "headers" && !hasSession(request))
    state.keys.refused(failure, now());
  return failure;
}

/** Something went well that the credentials were needed for. */
export function noteAccepted({ state, connector }: OpenedConnector, request: ClientRequest): void {
  const needsThem = !hasSession(request) && !connector.withoutLogin?.includes(operationOf(request));
  if (connector.auth.kind === "headers" && needsThem) state.keys.accepted();
}

/** What is let in by a session of its own says nothing about the credentials when that ends. */
function hasSession({ headers = {} }: ClientRequest): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "cookie");
}

/**
 * Waits while the vendor wants silence, when that ends soon; who waits together is let go one after the other.
 * @throws UpstreamError `quiet` where it takes longer than anybody waits
 */
export async function waitWhileQuiet(
  opened: OpenedConnector,
  scope: CallScope,
  spreadMs: number,
): Promise<void> {
  const { state, deliberate } = opened;
  for (;;) {
    const left = deliberate || state.breaker.pauseLeft() > 0 ? 0 : state.limitLeft();
    if (left === 0) return;
    if (left > LONGEST_PAUSE_MS || left + spreadMs >= scope.leftMs()) throw limited(opened, left);
    // Timers may fire a little early. The scope's own timer keeps the process.
    const ms = Math.ceil(left) + 5 + Math.random() * spreadMs;
    await sleep(ms, undefined, { signal: scope.signal, ref: false });
  }
}
