import { findApiToken, touchApiToken } from "#db/queries/users.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { actorOfUser } from "#lib/auth/actor-of-user.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireScope } from "#lib/auth/scopes.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { EMBED_TOKEN_PREFIX } from "#lib/embed/allow-embed.ts";
import { embedActor } from "./embed-actor.ts";
import type { Endpoint } from "./endpoint.ts";
import type { RequestHead } from "./request-head.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { sessionActor } from "./session.ts";

/**
 * Who a request speaks for: a bearer token before the session cookie.
 * @throws AppError `not_signed_in` for a token nobody knows, `not_allowed` for one without the operation's scope, and
 *   for a change by cookie from another site
 */
export async function resolveActor(
  base: Pick<Ctx, "db" | "env" | "now">,
  head: RequestHead,
  endpoint: Pick<Endpoint, "method" | "path" | "scope">,
): Promise<Actor> {
  const authorization = head.headers.get("authorization");
  if (authorization) {
    const token = /^Bearer\s+([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token?.startsWith(EMBED_TOKEN_PREFIX)) return embedActor(base, head, endpoint, token);
    const known = token ? await findApiToken(base.db, hashToken(token)) : undefined;
    if (!known) throw new AppError("not_signed_in", "This token is not valid (any more).");
    await touchApiToken(base.db, known.tokenId, base.now());
    requireScope(known.scopes, endpoint.scope ?? "everything");
    return actorOfUser(known.user, known.scopes);
  }
  const actor = await sessionActor(base.db, base.env, head);
  if (actor.kind !== "customer") requireSameOrigin(head, base.env);
  return actor;
}
