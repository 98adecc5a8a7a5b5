import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import type { Client } from "#lib/integrations/client.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";
import { refuseWhileRefused } from "./refuse-while-refused.ts";

/**
 * As `askConnector`, for the outbox: every failure stays what its system said, and none of its words are kept with the
 * system's state, because systems like to repeat whom they refuse. While they refuse our credentials they are not asked.
 * @throws UpstreamError
 */
export async function askQuietly<T>(
  ctx: Ctx,
  id: ConnectorId,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  await refuseWhileRefused(ctx, id);
  try {
    return await askConnector(ctx, id, ask, { hideDetail: true });
  } catch (error) {
    throw error instanceof AppError && error.cause instanceof UpstreamError ? error.cause : error;
  }
}
