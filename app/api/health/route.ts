import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { studioSettings } from "#lib/studio/settings.ts";

/** Answers as soon as the database does. */
export const GET = route(endpoints.health, async ({ ctx }) => {
  await studioSettings(ctx);
  return { status: "ok" };
});
