import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import type { IntegrationView } from "./integration-view.ts";
import { knownConnector } from "./known-connector.ts";
import { viewIntegration } from "./view-integrations.ts";

/**
 * One integration, as far as is known without asking it.
 * @throws AppError `not_found`, and unless staff or an admin asks
 */
export async function showIntegration(ctx: Ctx, type: string): Promise<IntegrationView> {
  requireDesk(ctx.actor);
  return viewIntegration(ctx, knownConnector(type));
}
