import { findConnection, type LoginFlowRow } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { askForPassword } from "./ask-for-password.ts";
import { accountOf, type ConnectState } from "./connected-account.ts";
import { endFlow } from "./end-flow.ts";
import { openFlowSecret } from "./flow-secret.ts";
import { findOwnFlow, noFlow } from "./own-flow.ts";
import { requireCloud } from "./require-cloud.ts";
import { settleFlow } from "./settle-flow.ts";

/**
 * How far the sign-in is that this session began; asks Nextcloud where it is time to. What was granted goes on where a
 * crash left it.
 * @throws AppError `not_found` when this session began none, `nextcloud_not_configured`; UpstreamError what Nextcloud
 * answers: the flow goes on all the same
 */
export async function pollConnect(
  ctx: Ctx,
  input: { flowId?: string; sessionHash: string },
): Promise<ConnectState> {
  const userId = requireUser(ctx.actor);
  requireCloud(ctx.env);
  const flow = await findOwnFlow(ctx, userId, input);
  if (flow) return oncePerFlow(flow.id, () => goOn(ctx, flow));
  // The answer that told it may have been lost.
  const connection = await findConnection(ctx.db, userId);
  if (!connection || connection.brokenAt !== null) throw noFlow();
  return { state: "connected", account: accountOf(connection) };
}

/** Two looks at once are one: Nextcloud gives the password away once only. */
async function oncePerFlow(flowId: string, look: () => Promise<ConnectState>): Promise<ConnectState> {
  const running = processWide("connections.polls", () => new Map<string, Promise<ConnectState>>());
  const known = running.get(flowId);
  if (known) return known;
  const started = look().finally(() => running.delete(flowId));
  running.set(flowId, started);
  return started;
}

async function goOn(ctx: Ctx, flow: LoginFlowRow): Promise<ConnectState> {
  const secret = openFlowSecret(ctx.env, flow);
  // Granted at another address than today's, or sealed with a key that is gone.
  const isUseless = secret?.baseUrl !== ctx.env.NEXTCLOUD_BASE_URL;
  if (!secret || isUseless || flow.expiresAt <= ctx.now()) {
    await endFlow(ctx, flow);
    return { state: "expired" };
  }
  if (flow.found) return { state: "confirm", account: accountOf(flow.found) };
  if ("appPassword" in secret) return settleFlow(ctx, flow, secret);
  const granted = await askForPassword(ctx, flow, secret);
  return granted === "pending" ? { state: "pending" } : settleFlow(ctx, granted.flow, granted.password);
}
