import { decode } from "next-auth/jwt";
import type { Db } from "#db/client.ts";
import { findUser, type UserRow } from "#db/queries/users.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { customer } from "#lib/auth/actor.ts";
import { actorOfUser } from "#lib/auth/actor-of-user.ts";
import type { Env } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { cookieOf, type RequestHead } from "./request-head.ts";
import { sessionCookieName, sessionSecret } from "./session-cookie.ts";

/** Who the session cookie of a request speaks for. */
export async function sessionActor(db: Db, env: Env, head: Pick<RequestHead, "headers">): Promise<Actor> {
  return actorOfCookie(db, env, cookieOf(head, sessionCookieName(env)));
}

/** Who a session cookie speaks for. The user is read anew each time, so roles and deactivations count at once. */
export async function actorOfCookie(db: Db, env: Env, cookie: string | undefined): Promise<Actor> {
  if (!cookie) return customer;
  const token = await decode({ token: cookie, secret: sessionSecret(env) }).catch(() => null);
  return token ? actorOfSession(db, token) : customer;
}

/** Who a session speaks for now; the customer once the user is gone, not active, or has ended it. */
export async function actorOfSession(db: Db, session: { sub?: string; stamp?: unknown }): Promise<Actor> {
  const user = session.sub ? await findUser(db, session.sub) : undefined;
  return user?.active && session.stamp === passwordStamp(user) ? actorOfUser(user) : customer;
}

/** Changes with the password and with a deactivation: both end every older session for good. */
export function passwordStamp(user: Pick<UserRow, "passwordHash" | "sessionEpoch">): string {
  const epoch = user.sessionEpoch === 0 ? "" : `:${user.sessionEpoch}`;
  return hashToken(`${user.passwordHash ?? ""}${epoch}`).slice(0, 16);
}
