import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { checkIntegration } from "#lib/hub/check-integration.ts";
import { requireConfigured } from "#lib/hub/not-configured.ts";

export const GET = route(endpoints.checkIntegration, async ({ ctx, params }) => {
  const integration = await checkIntegration(ctx, params.type ?? "");
  requireConfigured(integration);
  return { integration };
});
