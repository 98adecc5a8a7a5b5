import { insertTimeOff } from "#db/queries/time-off.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { ArtistView } from "./artist-view.ts";
import type { NewTimeOffInput } from "./input.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { showArtist } from "./show-artist.ts";

/**
 * Takes time off: nothing can be booked in it from now on. Appointments that are there already stay.
 * @returns the artist and how many active appointments lie in it, wholly or in part.
 * @throws AppError `invalid_input` for a span that is over, `conflict` with too many ahead
 */
export async function addTimeOff(
  ctx: Ctx,
  artistId: string,
  input: NewTimeOffInput,
): Promise<{ artist: ArtistView; conflicts: number }> {
  const artist = await loadOwnArtist(ctx, artistId);
  const { startTime: startMs, endTime: endMs, note = "" } = input;
  if (endMs <= ctx.now())
    throw new AppError("invalid_input", "This time has passed.", { errors: { endTime: ["past"] } });
  const id = newId();
  const conflicts = await insertTimeOff(
    ctx.db,
    { id, artistId: artist.id, startMs, endMs, note, createdAt: ctx.now() },
    auditEntry(ctx, {
      entity: "artist",
      entityId: artist.id,
      action: "time_off_added",
      detail: { timeOffId: id, startMs, endMs },
    }),
  );
  if (conflicts === "too_many")
    throw new AppError("conflict", "There is as much time off ahead as Parlour keeps. Remove some first.");
  return { artist: await showArtist(ctx, artist.id), conflicts };
}
