import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listIntegrations } from "#lib/hub/list-integrations.ts";

export const GET = route(endpoints.listIntegrations, async ({ ctx }) => ({
  integrations: await listIntegrations(ctx),
}));
