import { createArtist } from "#lib/artists/create-artist.ts";
import { artistJson } from "#lib/http/artist-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.createArtist, async ({ ctx, body }) => ({
  artist: artistJson(await createArtist(ctx, body)),
}));
