import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ArtistView } from "./artist-view.ts";
import { listArtistViews } from "./list-artist-views.ts";

/** One artist. @throws AppError `not_signed_in`, `not_allowed` for an artist at another's, `not_found` */
export async function showArtist(ctx: Ctx, id: string): Promise<ArtistView> {
  requireStudio(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  if (own !== undefined && own !== id)
    throw new AppError("not_allowed", "This profile belongs to another artist.");
  const artist = (await listArtistViews(ctx)).find((one) => one.id === id);
  if (!artist) throw unknownArtist();
  return artist;
}

export function unknownArtist(): AppError {
  return new AppError("not_found", "There is no artist with this id.");
}
