import { deleteTimeOff } from "#db/queries/time-off.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ArtistView } from "./artist-view.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { showArtist } from "./show-artist.ts";

/** The artist works then after all. @throws AppError `not_found` when it is gone already. */
export async function removeTimeOff(
  ctx: Ctx,
  artistId: string,
  input: { timeOffId: string },
): Promise<ArtistView> {
  const artist = await loadOwnArtist(ctx, artistId);
  const removed = await deleteTimeOff(
    ctx.db,
    { id: input.timeOffId, artistId: artist.id },
    auditEntry(ctx, {
      entity: "artist",
      entityId: artist.id,
      action: "time_off_removed",
      detail: { timeOffId: input.timeOffId },
    }),
  );
  if (!removed) throw new AppError("not_found", "There is no such time off (any more).");
  return showArtist(ctx, artist.id);
}
