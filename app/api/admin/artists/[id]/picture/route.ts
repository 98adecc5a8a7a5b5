import { removeArtistPicture } from "#lib/artists/remove-artist-picture.ts";
import { setArtistPicture } from "#lib/artists/set-artist-picture.ts";
import { artistJson } from "#lib/http/artist-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(endpoints.setArtistPicture, async ({ ctx, params, bytes }) => ({
  artist: artistJson(await setArtistPicture(ctx, params.id ?? "", bytes)),
}));

export const DELETE = route(endpoints.removeArtistPicture, async ({ ctx, params }) => ({
  artist: artistJson(await removeArtistPicture(ctx, params.id ?? "")),
}));
