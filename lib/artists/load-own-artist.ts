import { type ArtistRow, findArtist } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdminOrOwner } from "#lib/auth/permissions.ts";
import { unknownArtist } from "./show-artist.ts";

/** The artist somebody wants to change, once they may. @throws AppError `not_signed_in`, `not_allowed`, `not_found` */
export async function loadOwnArtist(ctx: Ctx, id: string): Promise<ArtistRow> {
  requireAdminOrOwner(ctx.actor, id);
  const artist = await findArtist(ctx.db, id);
  if (!artist) throw unknownArtist();
  return artist;
}
