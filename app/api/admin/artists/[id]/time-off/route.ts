import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { removeTimeOff } from "#lib/artists/remove-time-off.ts";
import { artistJson } from "#lib/http/artist-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.addTimeOff, async ({ ctx, params, body }) => {
  const { artist, conflicts } = await addTimeOff(ctx, params.id ?? "", body);
  return { artist: artistJson(artist), conflicts };
});

export const DELETE = route(endpoints.removeTimeOff, async ({ ctx, params, query }) => ({
  artist: artistJson(await removeTimeOff(ctx, params.id ?? "", query)),
}));
