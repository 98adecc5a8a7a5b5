import { findArtist } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import {
  requireAdmin,
  requireAdminOrOwner,
  requireSignedIn,
  visibleArtistId,
} from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { type PullResult, pullCalendar } from "./pull-calendar.ts";
import { readAllHours, readNextcloudHours } from "./read-hours.ts";

/**
 * Syncs calendars because a person asked: an artist's, or everybody's, and working hours kept in Nextcloud with them. With `complete` the mirror is compared with
 * everything the calendar holds instead of with what changed.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function syncNow(
  ctx: Ctx,
  input: { artistId?: string; complete?: boolean },
): Promise<PullResult[]> {
  requireSignedIn(ctx.actor);
  const artistId = input.artistId ?? visibleArtistId(ctx.actor);
  if (artistId === undefined) requireAdmin(ctx.actor);
  else {
    requireAdminOrOwner(ctx.actor, artistId);
    if (!(await findArtist(ctx.db, artistId))) {
      throw new AppError("not_found", "There is no artist with this id.", {
        errors: { artistId: ["unknown"] },
      });
    }
  }
  const calendars = await listCalendars(ctx.db, artistId === undefined ? undefined : [artistId]);
  const asWorker: Ctx = { ...ctx, actor: worker };
  const hours = artistId === undefined ? readAllHours(asWorker) : readNextcloudHours(asWorker, artistId);
  const [results] = await Promise.all([
    Promise.all(
      calendars.map((calendar) =>
        pullCalendar(asWorker, calendar.id, { cause: "manual", complete: input.complete }),
      ),
    ),
    hours,
  ]);
  return results;
}
