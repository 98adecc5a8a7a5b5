import type { Ctx } from "#lib/auth/context.ts";
import { HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { backoff } from "#lib/core/retry.ts";
import type { TransportId } from "./transport-of.ts";

type PauseCtx = Pick<Ctx, "env" | "now">;

interface Pause {
  from: number;
  until: number;
  failures: number;
  error: UpstreamError;
}

/** The first failure may be a restart; somebody waits for the answer. */
const NETWORK = { baseMs: SECOND / 2, maximumMs: 30 * SECOND };
/** Where the server asks for less without saying for how long. */
const LIMITED_MS = 5 * SECOND;
const LONGEST_MS = HOUR;
/** A refused token is not sent again and again; who corrects it starts the process anew. */
const AUTH_MS = 5 * MINUTE;

/**
 * While a transport is known not to answer, nothing is sent there and nobody waits for it: what is stored waits. Each
 * process finds out by itself.
 */
export function transportPause(
  ctx: PauseCtx,
  transport: TransportId,
): { until: number; error: UpstreamError } | null {
  const pause = pauses().get(keyOf(ctx, transport));
  const nowMs = ctx.now();
  // A clock that was set back ends it.
  return pause && pause.from <= nowMs && nowMs < pause.until ? pause : null;
}

/** @throws UpstreamError what the transport failed with, retryable at its end, without asking it */
export function requireTransport(ctx: PauseCtx, transport: TransportId): void {
  const pause = transportPause(ctx, transport);
  if (!pause) return;
  const { error, until } = pause;
  throw new UpstreamError({
    service: error.service,
    kind: error.kind,
    message: error.message,
    retryable: true,
    retryAt: until,
    neverSent: true,
    ...(error.reason !== undefined && { reason: error.reason }),
    ...(error.status !== undefined && { status: error.status }),
  });
}

/** What a failure says of the transport as a whole; what concerns one room or message only says nothing of it. */
export function noteTransportFailure(ctx: PauseCtx, transport: TransportId, error: unknown): void {
  if (!(error instanceof UpstreamError) || error.neverSent || error.kind === "not-configured") return;
  if (error.kind === "rejected" && (!error.retryable || error.reason === "room-refused")) return;
  const key = keyOf(ctx, transport);
  const failures = (pauses().get(key)?.failures ?? 0) + 1;
  const from = ctx.now();
  pauses().set(key, { from, until: from + pauseMs(error, failures, from), failures, error });
}

/** It answers: the next failure is the first again. A pause that began while it was asked goes on to its end. */
export function noteTransportWorks(ctx: PauseCtx, transport: TransportId): void {
  if (!transportPause(ctx, transport)) pauses().delete(keyOf(ctx, transport));
}

function pauseMs(error: UpstreamError, failures: number, nowMs: number): number {
  const asked = error.retryAt === undefined ? 0 : Math.min(error.retryAt - nowMs, LONGEST_MS);
  if (error.kind === "auth") return Math.max(asked, AUTH_MS);
  if (error.kind === "rate-limited") return asked > 0 ? asked : LIMITED_MS;
  return Math.max(asked, backoff(failures - 1, NETWORK));
}

function pauses(): Map<string, Pause> {
  return processWide("messenger.pauses", () => new Map<string, Pause>());
}

function keyOf({ env }: PauseCtx, transport: TransportId): string {
  const where =
    transport === "matrix"
      ? [env.MATRIX_HOMESERVER_URL, env.MATRIX_AS_TOKEN]
      : [env.NEXTCLOUD_BASE_URL, env.NEXTCLOUD_USERNAME, env.NEXTCLOUD_PASSWORD];
  return hashToken([transport, ...where].join("\n"));
}
