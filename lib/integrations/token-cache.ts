import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Token } from "./connector.ts";

/** A token is not used in the last minute of its life, nor in the last tenth of a shorter one. */
const MARGIN_MS = MINUTE;
const MARGIN_SHARE = 0.1;
/** Whatever a vendor says of its life, a token is used for so long: or each call would be a login. */
const SHORTEST_LIFE_MS = 5 * SECOND;
/** For so long a login that was refused is not tried again: a storm of callers costs one. */
const REFUSED_MS = 3 * SECOND;
/** For so long a token is kept whose replacement was refused as well: then it is not the token. */
const KEPT_MS = MINUTE;

export interface TokenCache {
  /**
   * The token that is good, or a fresh one. However many ask at once, `login` is called once, with the token that ended;
   * it answers how long the new one lives, too. `deliberate`: also where one was refused just now.
   */
  current(
    login: (previous: Token | null) => Promise<{ token: Token; livesMs: number }>,
    deliberate?: boolean,
  ): Promise<Token>;
  /**
   * The vendor refused this one. @param again so soon after it had refused another one to the same call
   * @returns whether another one may help
   */
  refused(token: Token, again: boolean, deliberate?: boolean): boolean;
  /** What must not be shown. */
  secrets(): string[];
}

/** One connector's token. Lives are measured from arrival on our clock; the vendor's dates need not be ours. */
export function createTokenCache(monotonic: () => number): TokenCache {
  let held: { token: Token; endsAt: number } | null = null;
  let previous: Token | null = null;
  let underWay: Promise<Token> | null = null;
  let failed: { error: unknown; until: number } | null = null;
  let keptUntil = 0;

  const discard = () => {
    previous = held?.token ?? previous;
    held = null;
  };

  return {
    async current(login, deliberate = false) {
      if (held && monotonic() < held.endsAt) return held.token;
      if (underWay) return underWay;
      if (failed && monotonic() < failed.until && !deliberate) throw failed.error;
      discard();
      underWay = login(previous)
        .then(({ token, livesMs }) => {
          const lives = Math.max(livesMs, SHORTEST_LIFE_MS);
          held = { token, endsAt: monotonic() + lives - Math.min(MARGIN_MS, lives * MARGIN_SHARE) };
          failed = null;
          return token;
        })
        .catch((error: unknown) => {
          if (mayPass(error)) throw error;
          // What was refused once is not used for a refresh again.
          previous = null;
          failed = { error, until: monotonic() + REFUSED_MS };
          throw error;
        })
        .finally(() => {
          underWay = null;
        });
      return underWay;
    },
    refused(token, again, deliberate = false) {
      if (held?.token !== token) return true;
      if (again) keptUntil = monotonic() + KEPT_MS;
      if (monotonic() < keptUntil && !(deliberate && !again)) return false;
      discard();
      return true;
    },
    secrets: () =>
      [held?.token, previous].flatMap((token) => (token ? [token.value, token.refresh ?? ""] : [])),
  };
}

/** Another login may go well at once. One that the vendor refused for their number does not. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof UpstreamError)) return false;
  return error.retryable && error.reason !== "too-many-requests";
}
