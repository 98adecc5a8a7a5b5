import { enqueueRevoke, type LoginFlowRow, updateLoginFlow } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { pollLoginFlow } from "#lib/nextcloud/login-flow.ts";
import type { AppPassword } from "./app-password.ts";
import { sealFlowSecret } from "./flow-secret.ts";
import { noFlow } from "./own-flow.ts";
import { revokeRow } from "./revoke-row.ts";

const EVERY_MS = 2 * SECOND;
/** After a 429 that names no time. */
const ASKED_FOR_FEWER_MS = 30 * SECOND;
const MAX_FLOWS = 1000;

type PollCtx = Pick<Ctx, "db" | "env" | "now">;

/**
 * Asks Nextcloud once whether the flow was granted, and stores the app password before anything else is done with it.
 * Asked again too soon it answers `pending` without asking. @throws UpstreamError as `pollLoginFlow`
 */
export async function askForPassword(
  ctx: PollCtx,
  flow: LoginFlowRow,
  secret: { baseUrl: string; pollToken: string },
): Promise<"pending" | { flow: LoginFlowRow; password: AppPassword }> {
  if (!takeTurn(flow.id, ctx.now())) return "pending";
  const granted = await pollLoginFlow(secret).catch((error: unknown) => {
    if (error instanceof UpstreamError && error.kind === "rate-limited")
      turns().set(flow.id, error.retryAt ?? ctx.now() + ASKED_FOR_FEWER_MS);
    throw error;
  });
  if (granted === "pending") return granted;
  const password = { baseUrl: secret.baseUrl, ...granted };
  const sealed = sealFlowSecret(ctx.env, flow.id, password);
  if (await updateLoginFlow(ctx.db, flow, { secret: sealed }))
    return { flow: { ...flow, secret: sealed }, password };
  // Begun anew or given up while Nextcloud answered: nobody will ever use it.
  await enqueueRevoke(ctx.db, revokeRow(ctx, password));
  throw noFlow();
}

/** When each flow may be asked about next. */
function turns(): Map<string, number> {
  return processWide("connections.turns", () => new Map<string, number>());
}

function takeTurn(flowId: string, nowMs: number): boolean {
  const next = turns();
  if (nowMs < (next.get(flowId) ?? 0)) return false;
  for (const oldest of next.keys()) {
    if (next.size < MAX_FLOWS) break;
    next.delete(oldest);
  }
  next.set(flowId, nowMs + EVERY_MS);
  return true;
}
