import { findIntegrationState } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { configFingerprint, isConfigured } from "#lib/integrations/connector-config.ts";
import { CONNECTOR_IDS, type ConnectorId, connectors } from "#lib/integrations/registry.ts";
import { checkIntegration } from "./check-integration.ts";

const AFTER_REFUSED_MS = HOUR;

/**
 * Asks every configured integration how it is, one after the other, so that each status is true without anybody looking.
 * How it went is recorded and nothing else. Credentials that were refused are tried again only after an hour, because
 * vendors lock accounts.
 * @param signal gives up what is under way and what would follow
 * @throws AppError unless the worker or an admin asks
 */
export async function checkIntegrations(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  requireAdmin(ctx.actor);
  for (const id of CONNECTOR_IDS) {
    if (signal?.aborted) return;
    if (!isConfigured(connectors[id], ctx.env) || (await wasRefusedLately(ctx, id))) continue;
    try {
      await checkIntegration(ctx, id, { signal });
    } catch (error) {
      log().error({ err: error, connector: id }, "health could not be asked");
    }
  }
}

async function wasRefusedLately(ctx: Ctx, id: ConnectorId): Promise<boolean> {
  const known = await findIntegrationState(ctx.db, id, configFingerprint(connectors[id], ctx.env));
  if (!known || known.failingSince === null || known.failureKind !== "auth") return false;
  return Math.abs(ctx.now() - (known.failedAt ?? 0)) < AFTER_REFUSED_MS;
}
