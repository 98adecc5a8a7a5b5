import { chooseHoursSource } from "#lib/artists/choose-hours-source.ts";
import { artistJson } from "#lib/http/artist-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(endpoints.chooseHoursSource, async ({ ctx, params, body }) => ({
  artist: artistJson(await chooseHoursSource(ctx, params.id ?? "", body)),
}));
