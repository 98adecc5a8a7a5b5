import { ZulipRefusal } from "./zulip-answers.ts";

const WINDOW_MS = 60_000;

/** So many requests a minute of one account, as Zulip counts them: over a window that slides. */
export function createZulipLimit(now: () => number, perMinute: number) {
  let taken: number[] = [];
  return {
    /** @throws ZulipRefusal with a wait in fractions of seconds, as Zulip says it. */
    take(): Record<string, string> {
      taken = taken.filter((at) => at > now() - WINDOW_MS && at <= now());
      const [oldest = now()] = taken;
      const freeAt = oldest + WINDOW_MS;
      const headers = (remaining: number) => ({
        "X-RateLimit-Limit": String(perMinute),
        "X-RateLimit-Remaining": String(remaining),
        "X-RateLimit-Reset": String(Math.ceil(freeAt / 1000)),
      });
      if (taken.length >= perMinute) {
        const seconds = Math.max(0, (freeAt - now()) / 1000) + 0.3217;
        const more = { "retry-after": seconds };
        const said = { ...headers(0), "Retry-After": String(seconds) };
        throw new ZulipRefusal(429, "RATE_LIMIT_HIT", "API usage exceeded rate limit", more, said);
      }
      taken.push(now());
      return headers(perMinute - taken.length);
    },
  };
}
