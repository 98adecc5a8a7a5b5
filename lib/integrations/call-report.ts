import type { UpstreamError } from "#lib/core/errors.ts";
import type { ClientRequest } from "./client.ts";
import type { RateLimit } from "./connector.ts";
import type { CallRecord } from "./connector-options.ts";
import type { VendorAnswer } from "./exchange.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { redact } from "./redact.ts";
import { reworded } from "./reworded.ts";

/** Gathers what one call shows of itself, and tells it once. */
export function callReport(
  opened: OpenedConnector,
  asked: ClientRequest,
  observe?: (call: CallRecord) => void,
) {
  const { connector, state, now } = opened;
  const at = now();
  let lastTry: { startedAt: number; endedAt: number | null } | null = null;
  let status: number | null = null;
  let rateLimit: RateLimit | null = null;
  return {
    /** Runs one try's request and its answer. */
    async watch(exchange: () => Promise<VendorAnswer>): Promise<VendorAnswer> {
      const own: typeof lastTry = { startedAt: performance.now(), endedAt: null };
      lastTry = own;
      try {
        const answer = await exchange();
        status = answer.status;
        rateLimit = rateLimitOf(opened, answer.headers) ?? rateLimit;
        return answer;
      } finally {
        own.endedAt = performance.now();
      }
    },
    tell(error: UpstreamError | null) {
      const pauseLeft = state.breaker.pauseLeft();
      const record: CallRecord = {
        connector: connector.id,
        at,
        durationMs: lastTry ? (lastTry.endedAt ?? performance.now()) - lastTry.startedAt : 0,
        outcome: error?.kind ?? "ok",
        reason: error?.reason ?? null,
        detail: error?.message ?? null,
        status: status ?? error?.status ?? null,
        operation: operationOf(asked),
        rateLimit,
        retryAt: error?.retryAt ?? null,
        pausedUntil: pauseLeft > 0 ? now() + pauseLeft : null,
      };
      try {
        observe?.(record);
      } catch {
        // Who looks on does not end what is looked at.
      }
    },
  };
}

/** Method and path as documented. */
export function operationOf({ method = "GET", operation, path }: ClientRequest): string {
  return `${method} ${operation ?? path.split("?")[0]}`;
}

function rateLimitOf({ connector, now }: OpenedConnector, headers: Headers): RateLimit | null {
  try {
    const limit = connector.rateLimit?.(headers, now()) ?? null;
    return limit && { ...limit, resetAt: instantOrNull(limit.resetAt) };
  } catch {
    // Headers that are no such thing as documented say nothing.
    return null;
  }
}

/** Numbers that no calendar reaches say nothing. */
function instantOrNull(ms: number | null): number | null {
  return ms === null || Number.isNaN(new Date(ms).getTime()) ? null : ms;
}

/** The same error without a secret in its message, and without a cause that might know one. */
export function fitToShow(error: UpstreamError, secrets: readonly string[]): UpstreamError {
  const message = redact(error.message, secrets);
  return message === error.message && error.cause === undefined ? error : reworded(error, message);
}
