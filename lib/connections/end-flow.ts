import { endLoginFlow, type LoginFlowRow, listExpiredFlows } from "#db/queries/connections.ts";
import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { grantedPassword } from "./flow-secret.ts";
import { revokeRow } from "./revoke-row.ts";

type FlowCtx = Pick<Ctx, "db" | "env" | "now">;

const AT_ONCE = 100;

/** What is left to do when a flow ends without a connection: an app password that it brought is revoked. */
export function revokesOfFlow(ctx: Omit<FlowCtx, "db">, flow: LoginFlowRow | undefined): NewOutboxRow[] {
  const password = flow && grantedPassword(ctx.env, flow);
  return password ? [revokeRow(ctx, password)] : [];
}

/** Forgets a flow that leads nowhere any more. */
export async function endFlow(ctx: FlowCtx, flow: LoginFlowRow): Promise<void> {
  await endLoginFlow(ctx.db, { flow, outbox: revokesOfFlow(ctx, flow) });
}

/** Forgets flows whose time is over, a hundred at most. */
export async function endExpiredFlows(ctx: FlowCtx): Promise<void> {
  for (const flow of await listExpiredFlows(ctx.db, ctx.now(), AT_ONCE)) await endFlow(ctx, flow);
}
