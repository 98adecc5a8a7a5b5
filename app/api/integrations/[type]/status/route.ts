import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { requireConfigured } from "#lib/hub/not-configured.ts";
import { showIntegration } from "#lib/hub/show-integration.ts";

export const GET = route(endpoints.showIntegration, async ({ ctx, params }) => {
  const integration = await showIntegration(ctx, params.type ?? "");
  requireConfigured(integration);
  return { integration };
});
