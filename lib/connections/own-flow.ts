import { findLoginFlow, type LoginFlowRow } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { equalSecrets } from "#lib/core/ids.ts";

/** The flow of this person that this very session began; undefined when there is none at all. @throws AppError `not_found` */
export async function findOwnFlow(
  ctx: Pick<Ctx, "db">,
  userId: string,
  input: { flowId?: string; sessionHash: string },
): Promise<LoginFlowRow | undefined> {
  const flow = await findLoginFlow(ctx.db, userId);
  if (!flow) return undefined;
  const isOwn = equalSecrets(flow.sessionHash, input.sessionHash);
  if (!isOwn || (input.flowId !== undefined && input.flowId !== flow.id)) throw noFlow();
  return flow;
}

export function noFlow(): AppError {
  return new AppError("not_found", "No sign-in to Nextcloud is under way here. Please begin again.");
}
