import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** Compared to the letter: no pattern, no default port, no other spelling. @throws AppError `not_allowed` */
export function requireEmbedSite(ctx: Pick<Ctx, "env">, origin: string): void {
  if (!ctx.env.PARLOUR_EMBED_ORIGINS.includes(origin))
    throw new AppError("not_allowed", "This site is not among those that may show Parlour.");
}
