import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import type { Db } from "#db/client.ts";
import { findUser, type UserRow } from "#db/queries/users.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { customer } from "#lib/auth/actor.ts";
import type { Env } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { sessionCookieName, sessionSecret } from "./session-cookie.ts";

/** Who the session cookie speaks for. The user is read anew each time, so roles and deactivations count at once. */
export async function sessionActor(db: Db, env: Env): Promise<Actor> {
  const cookie = (await cookies()).get(sessionCookieName(env))?.value;
  if (!cookie) return customer;
  const token = await decode({ token: cookie, secret: sessionSecret(env) }).catch(() => null);
  if (!token?.sub) return customer;
  const user = await findUser(db, token.sub);
  return user?.active && token.stamp === passwordStamp(user) ? actorOf(user) : customer;
}

/** Changes with the password: a new one ends every older session. */
export function passwordStamp(user: Pick<UserRow, "passwordHash">): string {
  return hashToken(user.passwordHash ?? "").slice(0, 16);
}

export function actorOf(user: UserRow): Actor {
  if (user.role === "artist" && user.artistId) {
    return { kind: "artist", userId: user.id, artistId: user.artistId, name: user.name };
  }
  if (user.role === "admin") return { kind: "admin", userId: user.id, name: user.name };
  return { kind: "staff", userId: user.id, name: user.name };
}
