import type { RateLimit } from "../connector.ts";

/** A minute, a day, and what a single route may have of its own. */
const PREFIXES = ["X-Plenty-Global-Short-Period", "X-Plenty-Global-Long-Period", "X-Plenty-Route"];

/** The tightest of the limits that an answer tells of. `Decay` is in seconds. */
export function readRateLimit(headers: Headers, nowMs: number): RateLimit | null {
  const limits = PREFIXES.flatMap((prefix) => limitOf(headers, prefix, nowMs));
  return limits.sort((one, other) => one.remaining - other.remaining)[0] ?? null;
}

function limitOf(headers: Headers, prefix: string, nowMs: number): RateLimit[] {
  const remaining = numberOf(headers.get(`${prefix}-Calls-Left`));
  if (remaining === null) return [];
  const decay = numberOf(headers.get(`${prefix}-Decay`));
  return [
    {
      limit: numberOf(headers.get(`${prefix}-Limit`)),
      remaining,
      resetAt: decay === null ? null : nowMs + decay * 1000,
      seenAt: nowMs,
    },
  ];
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
