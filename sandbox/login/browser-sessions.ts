import { randomBytes } from "node:crypto";
import type { CloudUser } from "#sandbox/users.ts";

// Cookies know no ports: the app on the same host must not have one of this name.
const cookieName = "sandbox_cloud_session";
const maxSessions = 1000;

/** What the cloud knows of one browser. */
export type BrowserSession = {
  id: string;
  /** Every form has to send it back (Nextcloud's CSRF token). */
  requestToken: string;
  signedIn?: { user: CloudUser; loginName: string };
  /** The login flow the browser came with. */
  flow?: { loginToken: string; stateToken: string };
};

/** The browser sessions of a running cloud, in memory. */
export type BrowserSessions = {
  /** The browser's session by its Cookie header, or a new one. */
  of(cookies: string | undefined): BrowserSession;
  /** A new id and a new request token, as after every sign-in. */
  renew(session: BrowserSession): void;
  cookie(session: BrowserSession): string;
};

const token = () => randomBytes(32).toString("base64url");

export function createBrowserSessions(): BrowserSessions {
  const sessions = new Map<string, BrowserSession>();
  const add = (session: BrowserSession) => {
    const [oldest] = sessions.keys();
    if (sessions.size >= maxSessions && oldest !== undefined) sessions.delete(oldest);
    sessions.set(session.id, session);
    return session;
  };
  return {
    of(cookies) {
      const id = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(cookies ?? "")?.[1];
      return sessions.get(id ?? "") ?? add({ id: token(), requestToken: token() });
    },
    renew(session) {
      sessions.delete(session.id);
      session.id = token();
      session.requestToken = token();
      add(session);
    },
    cookie: ({ id }) => `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`,
  };
}
