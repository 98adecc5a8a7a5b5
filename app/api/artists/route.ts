import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listArtists, async ({ ctx }) => {
  const artists = await listBookableArtists(ctx);
  return {
    artists: artists.map(({ id, slug, name, timeZone, services }) => ({
      id,
      slug,
      name,
      timeZone,
      services: services.map(({ description: _, ...service }) => service),
    })),
  };
});
