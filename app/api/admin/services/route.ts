import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createService } from "#lib/services/create-service.ts";

export const POST = route(endpoints.createService, async ({ ctx, body }) => ({
  service: await createService(ctx, body),
}));
