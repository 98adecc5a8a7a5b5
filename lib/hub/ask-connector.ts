import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "#lib/integrations/client.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";
import { guardAccount } from "./nextcloud/guard-account.ts";
import { NOT_CONFIGURED } from "./not-configured.ts";
import { type ObservedOptions, openObserved } from "./open-observed.ts";

/** Who asks, and what ends their asking: the browser has left. */
export type AskingCtx = Ctx & { signal?: AbortSignal | undefined };

/**
 * Asks a connector on behalf of the front desk; every operation of every connector goes through here, and how its calls
 * went is recorded.
 * @throws AppError unless staff, an admin or the worker asks, `…_not_configured`, `not_found` and `invalid_input` where
 *   the vendor says so, else UpstreamError
 */
export async function askConnector<T>(
  ctx: AskingCtx,
  id: ConnectorId,
  ask: (client: Client) => Promise<T>,
  options: Pick<ObservedOptions, "hideDetail"> = {},
): Promise<T> {
  requireDesk(ctx.actor);
  // Its session and its paid downloads are shared: whoever began them must not take them along.
  const signal = id === "ecodms" ? undefined : ctx.signal;
  try {
    return await guardAccount(ctx, id, () => ask(openObserved(ctx, id, { ...options, signal })));
  } catch (error) {
    throw error instanceof UpstreamError && error.service === id ? translated(id, error) : error;
  }
}

/** What the vendor says of the thing asked for, or of what was sent, is ours to say too; the rest stays its failure. */
function translated(id: ConnectorId, error: UpstreamError): AppError | UpstreamError {
  const as = (code: AppError["code"]) => new AppError(code, error.message, { cause: error });
  if (error.kind === "not-configured") return as(NOT_CONFIGURED[id]);
  if (error.reason === "not-found") return as("not_found");
  return error.reason === "invalid" ? as("invalid_input") : error;
}
