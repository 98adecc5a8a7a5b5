import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import type { ConnectState } from "./connected-account.ts";
import { endFlow } from "./end-flow.ts";
import { grantedPassword } from "./flow-secret.ts";
import { findOwnFlow, noFlow } from "./own-flow.ts";
import { connectFound } from "./settle-flow.ts";

/**
 * Connects the account that looked like another person's: whoever began the sign-in says it is theirs to use.
 * @throws AppError `not_found` when this session has nothing to confirm (any more)
 */
export async function confirmConnect(ctx: Ctx, input: { sessionHash: string }): Promise<ConnectState> {
  const userId = requireUser(ctx.actor);
  const flow = await findOwnFlow(ctx, userId, input);
  if (!flow) throw noFlow();
  const password = grantedPassword(ctx.env, flow);
  if (flow.expiresAt <= ctx.now() || password?.baseUrl !== ctx.env.NEXTCLOUD_BASE_URL) {
    await endFlow(ctx, flow);
    throw noFlow();
  }
  if (!flow.found || !password) throw noFlow();
  return connectFound(ctx, flow, flow.found, password);
}
