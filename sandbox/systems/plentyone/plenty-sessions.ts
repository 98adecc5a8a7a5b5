import { randomBytes } from "node:crypto";
import type { PlentyOptions } from "./create-plentyone.ts";
import { refuse } from "./plenty-refusal.ts";

interface Session {
  user: string;
  expiresAt: number;
  seenAt: number;
  refresh: string | null;
}

export interface Sessions {
  /** @throws PlentyRefusal 429 where too many are signed in */
  open(user: string, seconds: number, renewable: boolean): { token: string; refresh: string | null };
  /** The user a refresh token was given to, which ends with that; undefined for none. */
  takeRefresh(refresh: string): string | undefined;
  /** @throws PlentyRefusal 401 without a token that is good */
  userOf(authorization: string | undefined): string;
  endAll(): void;
}

/** Who has not been seen for so long is not counted, milliseconds. */
const IDLE = 15_000;

/** Tokens, and how many of them are used at once. */
export function createSessions({ now, sessions: most = 3 }: PlentyOptions): Sessions {
  const open = new Map<string, Session>();
  const refreshes = new Map<string, string>();

  function forgetEnded() {
    for (const [token, { expiresAt }] of open) if (expiresAt <= now()) open.delete(token);
  }

  return {
    open(user, seconds, renewable) {
      forgetEnded();
      const active = [...open.values()].filter(({ seenAt }) => now() - seenAt < IDLE).length;
      if (active >= most)
        throw refuse(429, {
          error: "too_many_concurrent_sessions",
          max_current_sessions: most,
          message: `Too many users. Only ${most} users can be logged in simultaneously in the back end. Try again soon or upgrade your contract (https://www.plentymarkets.eu/preise/)`,
        });
      const token = randomBytes(24).toString("base64url");
      const refresh = renewable ? randomBytes(24).toString("hex") : null;
      open.set(token, { user, expiresAt: now() + seconds * 1000, seenAt: now(), refresh });
      if (refresh !== null) refreshes.set(refresh, user);
      return { token, refresh };
    },
    takeRefresh(refresh) {
      const user = refreshes.get(refresh);
      refreshes.delete(refresh);
      // The session goes on under its new token.
      for (const [token, session] of open) if (session.refresh === refresh) open.delete(token);
      return user;
    },
    userOf(authorization) {
      forgetEnded();
      const session = open.get(authorization?.replace(/^Bearer /, "") ?? "");
      if (!session)
        throw refuse(401, {
          error: "access_denied",
          error_description: "The resource owner or authorization server denied the request.",
          hint: 'Missing or invalid "Authorization" header',
          message: "The resource owner or authorization server denied the request.",
        });
      session.seenAt = now();
      return session.user;
    },
    endAll: () => open.clear(),
  };
}
