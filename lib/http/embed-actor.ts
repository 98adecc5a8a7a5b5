import { findEmbedToken } from "#db/queries/embed-tokens.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { actorOfUser } from "#lib/auth/actor-of-user.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { isInTalkScope } from "#lib/embed/talk-scope.ts";
import type { Endpoint } from "./endpoint.ts";
import type { RequestHead } from "./request-head.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { passwordStamp } from "./session.ts";

/** In which site the widget says it is shown; the token was made for one. */
export const EMBED_SITE_HEADER = "parlour-embed-site";

/**
 * Who the token of an embedded widget speaks for. It counts for Talk only, from our own page, inside the site it was
 * made for, while that site is configured and the sessions of its user last.
 * @throws AppError `not_signed_in` when it counts no more, `not_allowed` for anything but Talk
 */
export async function embedActor(
  base: Pick<Ctx, "db" | "env" | "now">,
  request: RequestHead,
  endpoint: Pick<Endpoint, "method" | "path">,
  token: string,
): Promise<Actor> {
  requireSameOrigin(request, base.env);
  const known = await findEmbedToken(base.db, hashToken(token), base.now());
  const counts =
    known &&
    known.token.stamp === passwordStamp(known.user) &&
    known.token.origin === request.headers.get(EMBED_SITE_HEADER) &&
    base.env.PARLOUR_EMBED_ORIGINS.includes(known.token.origin);
  if (!counts) throw new AppError("not_signed_in", "This token is not valid (any more).");
  if (!isInTalkScope(endpoint)) throw new AppError("not_allowed", "This token is for Talk only.");
  return actorOfUser(known.user);
}
