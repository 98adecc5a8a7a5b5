import { DAY } from "./clock.ts";

/** The three forms of RFC 9110 5.6.7; the last one, without a zone, is in UTC as well. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * Epoch milliseconds after which trying again makes sense, from a Retry-After header (RFC 9110 10.2.3), never more than
 * a day ahead. Seconds may have a fraction, as Zulip writes them; what is negative is now. A date is measured against the
 * answer's own Date, where there is one: the server's clock need not be ours. Undefined when absent or unreadable.
 */
export function retryAfter(
  value: string | null,
  now: number,
  date: string | null = null,
): number | undefined {
  const text = value?.trim() ?? "";
  const wait = /^-?(\d+\.?\d*|\.\d+)$/.test(text)
    ? Math.ceil(Number(text) * 1_000)
    : httpDate(text) - (definite(httpDate(date?.trim() ?? "")) ?? now);
  return Number.isNaN(wait) ? undefined : now + Math.min(Math.max(wait, 0), DAY);
}

/** NaN for anything that is no date of HTTP's. */
function httpDate(text: string): number {
  if (ASCTIME.test(text)) return Date.parse(`${text} GMT`);
  return IMF_FIXDATE.test(text) || RFC_850.test(text) ? Date.parse(text) : Number.NaN;
}

function definite(instant: number): number | undefined {
  return Number.isNaN(instant) ? undefined : instant;
}
