import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import type { Connector } from "#lib/integrations/connector.ts";
import { connectors } from "#lib/integrations/registry.ts";
import type { IntegrationView } from "./integration-view.ts";
import { knownConnector } from "./known-connector.ts";
import { guardAccount } from "./nextcloud/guard-account.ts";
import { openObserved } from "./open-observed.ts";
import { recordVerdict } from "./record-verdict.ts";
import { viewIntegration } from "./view-integrations.ts";

/**
 * Asks one integration how it is, free of licence cost. How it went is in the answer, which is `not_configured` for one
 * that is not.
 * @param options.deliberate somebody wants to know now: with the credentials, and also during a pause
 * @throws AppError `not_found`, and unless staff, an admin or the worker asks
 */
export async function checkIntegration(
  ctx: Ctx,
  type: string,
  { signal, deliberate = false }: { signal?: AbortSignal; deliberate?: boolean } = {},
): Promise<IntegrationView> {
  requireDesk(ctx.actor);
  const id = knownConnector(type);
  const connector: Connector = connectors[id];
  const ask = () => {
    const client = openObserved(ctx, id, { signal, deliberate });
    return deliberate ? connector.test(client) : connector.health(client);
  };
  await recordVerdict(ctx, id, () => guardAccount(ctx, id, ask, { deliberate }));
  return viewIntegration(ctx, id);
}
