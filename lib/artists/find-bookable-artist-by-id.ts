import { findArtist } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { BookableArtist } from "./bookable-artist.ts";
import { findBookableArtist } from "./find-bookable-artist.ts";

/** As `findBookableArtist`, by id. */
export async function findBookableArtistById(
  ctx: Pick<Ctx, "db">,
  id: string,
): Promise<BookableArtist | null> {
  const artist = await findArtist(ctx.db, id);
  return artist ? findBookableArtist(ctx, artist.slug) : null;
}
