import { changeArtist } from "#lib/artists/change-artist.ts";
import { artistJson } from "#lib/http/artist-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(endpoints.changeArtist, async ({ ctx, params, body }) => ({
  artist: artistJson(await changeArtist(ctx, params.id ?? "", body)),
}));
