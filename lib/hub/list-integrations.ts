import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import { CONNECTOR_IDS } from "#lib/integrations/registry.ts";
import type { IntegrationView } from "./integration-view.ts";
import { viewIntegrations } from "./view-integrations.ts";

/** Every integration, as far as is known without asking it. @throws AppError unless staff or an admin asks */
export async function listIntegrations(ctx: Ctx): Promise<IntegrationView[]> {
  requireDesk(ctx.actor);
  return viewIntegrations(ctx, CONNECTOR_IDS);
}
