import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";

export const PATCH = route(endpoints.changeSettings, async ({ ctx, body }) => ({
  settings: await changeSettings(ctx, body),
}));
