import { deleteEmbedToken } from "#db/queries/embed-tokens.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { hashToken } from "#lib/core/ids.ts";

/** Ends a widget's token before its time; one that has ended stays so. @throws AppError `not_signed_in` */
export async function endEmbed(ctx: Ctx, input: { token: string }): Promise<void> {
  await deleteEmbedToken(ctx.db, requireUser(ctx.actor), hashToken(input.token));
}
