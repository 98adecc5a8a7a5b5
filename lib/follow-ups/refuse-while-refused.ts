import { findIntegrationState } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { storeRecordedCalls } from "#lib/hub/record-calls.ts";
import { configFingerprint } from "#lib/integrations/connector-config.ts";
import { type ConnectorId, connectors } from "#lib/integrations/registry.ts";

/** A key that is refused is mended by a person; vendors lock accounts that try again and again. */
export const KEY_PAUSE_MS = 15 * MINUTE;

/**
 * However many follow-ups wait, credentials that were refused are tried once a quarter of an hour; whoever tests the
 * connection with good ones ends that.
 * @throws UpstreamError `auth`, `refused-before`, in place of asking
 */
export async function refuseWhileRefused(ctx: Ctx, id: ConnectorId): Promise<void> {
  // What this process knows already counts too.
  storeRecordedCalls(ctx);
  const known = await findIntegrationState(ctx.db, id, configFingerprint(connectors[id], ctx.env));
  if (!known || known.failingSince === null || known.failureKind !== "auth") return;
  const failedAt = known.failedAt ?? 0;
  if (Math.abs(ctx.now() - failedAt) >= KEY_PAUSE_MS) return;
  throw new UpstreamError({
    service: id,
    kind: "auth",
    reason: "refused-before",
    neverSent: true,
    retryAt: failedAt + KEY_PAUSE_MS,
    message: `${connectors[id].name} refused the credentials; they are tried again later.`,
  });
}
