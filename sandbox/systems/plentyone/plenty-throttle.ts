import { refuse } from "./plenty-refusal.ts";

/** Counts reading calls: so many in a minute, and in a day. */
export interface Throttle {
  /** @throws PlentyRefusal 429 */
  take(): void;
  limits(): { prefix: string; limit: number; left: number; decay: number }[];
}

const SHORT = "X-Plenty-Global-Short-Period";
const LONG = "X-Plenty-Global-Long-Period";

export function startThrottle(now: () => number, readsPerMinute: number): Throttle {
  const periods = [
    { prefix: LONG, limit: 282_000, length: 86_400_000, since: now(), count: 0 },
    { prefix: SHORT, limit: readsPerMinute, length: 60_000, since: now(), count: 0 },
  ];
  const decayOf = (one: (typeof periods)[number]) => Math.ceil((one.since + one.length - now()) / 1000);

  return {
    take() {
      for (const one of periods) {
        if (now() - one.since >= one.length) Object.assign(one, { since: now(), count: 0 });
        one.count += 1;
        if (one.count <= one.limit) continue;
        const period = one.prefix === SHORT ? "short" : "long";
        throw refuse(
          429,
          { error: { code: 0, message: `${period} period read limit reached` } },
          {
            "Retry-After": String(decayOf(one)),
            [`${one.prefix}-Calls-Reset`]: String(Math.ceil((one.since + one.length) / 1000)),
          },
        );
      }
    },
    limits: () =>
      periods.map((one) => ({
        prefix: one.prefix,
        limit: one.limit,
        left: Math.max(0, one.limit - one.count),
        decay: decayOf(one),
      })),
  };
}

/** As every answer carries them. */
export function limitHeaders(throttle: Throttle): Record<string, string> {
  const headers = throttle.limits().flatMap(({ prefix, limit, left, decay }) => [
    [`${prefix}-Limit`, String(limit)],
    [`${prefix}-Decay`, String(decay)],
    [`${prefix}-Calls-Left`, String(left)],
  ]);
  return Object.fromEntries(headers);
}
