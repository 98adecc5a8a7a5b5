const LONGEST_MS = 24 * 60 * 60 * 1_000;

/**
 * Epoch milliseconds after which trying again makes sense, from a Retry-After header (seconds or an HTTP date,
 * RFC 9110 10.2.3), never more than a day ahead. Undefined when absent or unreadable.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (value === "") return undefined;
  const at = /^\d+$/.test(value) ? now + Number(value) * 1_000 : Date.parse(value);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(at, now), now + LONGEST_MS);
}
