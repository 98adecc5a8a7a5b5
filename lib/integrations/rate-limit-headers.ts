import type { RateLimit } from "./connector.ts";

/**
 * `X-RateLimit-*`, whose `-Reset` is in epoch seconds: of any answer of Zulip (https://zulip.com/api/http-headers), and
 * of Laravel's throttle, which a studio may have switched on before FreeScout's API.
 */
export function readRateLimitHeaders(headers: Headers, nowMs: number): RateLimit | null {
  const remaining = numberIn(headers, "X-RateLimit-Remaining");
  if (remaining === null) return null;
  const reset = numberIn(headers, "X-RateLimit-Reset");
  return {
    limit: numberIn(headers, "X-RateLimit-Limit"),
    remaining,
    resetAt: reset === null ? null : Math.round(reset * 1000),
    seenAt: nowMs,
  };
}

function numberIn(headers: Headers, name: string): number | null {
  const value = Number(headers.get(name) ?? "none");
  return Number.isFinite(value) && value >= 0 ? value : null;
}
