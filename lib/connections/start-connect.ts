import { findLoginFlow, type LoginFlowRow, replaceLoginFlow } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { publicUrl } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { LOGIN_FLOW_LIFETIME_MS, startLoginFlow } from "#lib/nextcloud/login-flow.ts";
import { endExpiredFlows, revokesOfFlow } from "./end-flow.ts";
import { sealFlowSecret } from "./flow-secret.ts";
import { requireCloud } from "./require-cloud.ts";

const ATTEMPTS = 3;

/**
 * Begins Nextcloud's Login Flow v2 for whoever acts, in the place of one under way. Only the session that began it can
 * go on with it.
 * @param input.sessionHash tells one session from another
 * @returns the page where they grant access, and until when (epoch milliseconds)
 * @throws AppError `not_signed_in`, `not_allowed`, `nextcloud_not_configured`; UpstreamError as `startLoginFlow`
 */
export async function startConnect(
  ctx: Ctx,
  input: { sessionHash: string },
): Promise<{ flowId: string; loginUrl: string; expiresAt: number }> {
  const userId = requireUser(ctx.actor);
  const cloud = requireCloud(ctx.env);
  await endExpiredFlows(ctx);
  const expiresAt = ctx.now() + LOGIN_FLOW_LIFETIME_MS;
  const userAgent = `Parlour (${new URL(publicUrl(ctx.env)).host})`;
  const { pollToken, loginUrl } = await startLoginFlow({ ...cloud, userAgent });
  const id = newId();
  const secret = sealFlowSecret(ctx.env, id, { baseUrl: cloud.baseUrl, pollToken });
  const { sessionHash } = input;
  await putInPlace(ctx, { id, userId, sessionHash, secret, loginUrl, expiresAt, found: null });
  return { flowId: id, loginUrl, expiresAt };
}

async function putInPlace(ctx: Ctx, flow: LoginFlowRow): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const seen = await findLoginFlow(ctx.db, flow.userId);
    if (await replaceLoginFlow(ctx.db, { flow, seen, outbox: revokesOfFlow(ctx, seen) })) return;
  }
  throw new AppError("conflict", "The sign-in was begun several times at once. Please try again.");
}
