import { findUserByMatrixId } from "#db/queries/matrix-people.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { matrixOf } from "./matrix-of.ts";
import { provisionBot, provisionUser } from "./provision-user.ts";

/** "Querying" of the application service API: whether somebody of ours is meant, who is then made there first. */
export async function hasMatrixUser(ctx: Ctx, matrixUserId: string): Promise<boolean> {
  const matrix = matrixOf(ctx);
  if (matrixUserId === matrix.botId) {
    await provisionBot(matrix, { again: true });
    return true;
  }
  const user = findUserByMatrixId(ctx.db, matrixUserId);
  if (!user?.active) return false;
  await provisionUser(ctx, matrix, user, { again: true });
  return true;
}
