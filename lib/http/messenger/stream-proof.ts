import { decode } from "next-auth/jwt";
import { findApiToken, findUser } from "#db/queries/users.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { cookieOf, type RequestHead } from "../request-head.ts";
import { passwordStamp } from "../session.ts";
import { sessionCookieName, sessionSecret } from "../session-cookie.ts";

export interface StreamProof {
  /**
   * What somebody came with, short, so that it can be looked at again while a stream is open: of a session the stamp
   * that its end changes, of an API token its hash, of a hub token nothing, because that ends by itself.
   */
  proof: string;
  /** When that ends, epoch milliseconds; null where nothing says so. */
  endsAt: number | null;
}

export async function streamProof(
  { db, env }: Pick<Ctx, "db" | "env">,
  head: Pick<RequestHead, "headers">,
  actor: Actor,
): Promise<StreamProof> {
  if (actor.kind === "hub") return { proof: "", endsAt: actor.endsAt };
  if (!("userId" in actor)) return { proof: "", endsAt: null };
  const bearer = /^Bearer\s+(\S+)$/i.exec(head.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return { proof: `token-${hashToken(bearer)}`, endsAt: null };
  const user = await findUser(db, actor.userId);
  const session = await decode({
    token: cookieOf(head, sessionCookieName(env)),
    secret: sessionSecret(env),
  }).catch(() => null);
  return {
    proof: `session-${user ? passwordStamp(user) : ""}`,
    endsAt: typeof session?.exp === "number" ? session.exp * SECOND : null,
  };
}

/** Whether what they came with is still good. */
export async function provesStill(
  { db }: Pick<Ctx, "db">,
  proof: string,
  hubUserId: string,
): Promise<boolean> {
  if (proof === "") return true;
  const [kind, value = ""] = proof.split("-", 2);
  if (kind === "token") return (await findApiToken(db, value)) !== undefined;
  const user = await findUser(db, hubUserId);
  return user?.active === true && value === passwordStamp(user);
}
