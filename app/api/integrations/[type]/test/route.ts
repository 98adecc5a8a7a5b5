import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { requireConfigured } from "#lib/hub/not-configured.ts";
import { testIntegration } from "#lib/hub/test-integration.ts";

export const POST = route(endpoints.testIntegration, async ({ ctx, params }) => {
  const integration = await testIntegration(ctx, params.type ?? "");
  requireConfigured(integration);
  return { test: integration.lastTest, integration };
});
