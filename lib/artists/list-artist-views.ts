import { listArtists } from "#db/queries/artists.ts";
import { hoursByArtist, serviceIdsByArtist } from "#db/queries/edit-artists.ts";
import { timeOffByArtist } from "#db/queries/time-off.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { type ArtistView, toArtistView } from "./artist-view.ts";

/** Every artist in the studio's order, active or not; an artist sees themselves. */
export async function listArtistViews(ctx: Ctx): Promise<ArtistView[]> {
  requireStudio(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  const rows = await listArtists(ctx.db);
  const hours = await hoursByArtist(ctx.db);
  const timeOff = await timeOffByArtist(ctx.db, ctx.now());
  const serviceIds = await serviceIdsByArtist(ctx.db);
  return rows
    .filter((row) => own === undefined || row.id === own)
    .map((row) =>
      toArtistView(row, {
        hours: hours.get(row.id),
        timeOff: timeOff.get(row.id),
        serviceIds: serviceIds.get(row.id),
      }),
    );
}
