import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { changeService } from "#lib/services/change-service.ts";

export const PATCH = route(endpoints.changeService, async ({ ctx, params, body }) => ({
  service: await changeService(ctx, params.id ?? "", body),
}));
