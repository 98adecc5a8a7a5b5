import * as queries from "#db/queries/tokens.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { type TokenView, toTokenView } from "./token-view.ts";

const MAX_ROWS = 500;

/** One's own API tokens, newest first, revoked ones included; an admin sees everybody's. */
export async function listTokens(ctx: Ctx): Promise<TokenView[]> {
  requireStudio(ctx.actor);
  const { actor } = ctx;
  const userId = actor.kind === "artist" || actor.kind === "staff" ? actor.userId : undefined;
  return (await queries.listTokens(ctx.db, { userId, limit: MAX_ROWS })).map(toTokenView);
}
