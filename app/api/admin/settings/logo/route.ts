import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { removeLogo } from "#lib/studio/remove-logo.ts";
import { setLogo } from "#lib/studio/set-logo.ts";

export const PUT = route(endpoints.setLogo, async ({ ctx, bytes }) => ({
  settings: await setLogo(ctx, bytes),
}));

export const DELETE = route(endpoints.removeLogo, async ({ ctx }) => ({ settings: await removeLogo(ctx) }));
