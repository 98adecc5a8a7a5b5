import { findArtist } from "#db/queries/artists.ts";
import { listOpenTimes } from "#db/queries/available-hours.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { describeOpenTimes, type OpenTimesView } from "#lib/availability/describe-open-times.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { nextcloudUserOf } from "./nextcloud-user-of.ts";
import { unknownArtist } from "./show-artist.ts";

/** Working hours that can be read, or are read, from Nextcloud's Availability settings. */
export interface NextcloudHoursView {
  /** Who is asked, or would be; null where nobody knows. */
  user: string | null;
  /** Whether a Nextcloud is configured at all. */
  configured: boolean;
  /** Where in Nextcloud they are set, by whoever is signed in there. */
  settingsUrl: string | null;
  /** When they were last read, epoch milliseconds, and why reading fails since; both null while Parlour keeps the hours. */
  readAt: number | null;
  errorKey: string | null;
  /** Null while Parlour keeps the hours. */
  times: OpenTimesView | null;
}

/** @throws AppError `not_signed_in`, `not_allowed` for an artist at another's, `not_found` */
export async function showNextcloudHours(ctx: Ctx, artistId: string): Promise<NextcloudHoursView> {
  requireStudio(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  if (own !== undefined && own !== artistId)
    throw new AppError("not_allowed", "These hours belong to another artist.");
  const artist = await findArtist(ctx.db, artistId);
  if (!artist) throw unknownArtist();
  const { timeZone } = artist;
  const nowMs = ctx.now();
  const isSource = artist.hoursSource === "nextcloud";
  const openTimes = isSource
    ? await listOpenTimes(ctx.db, { artistId, fromMs: nowMs - 2 * DAY, toMs: nowMs + 100 * DAY })
    : [];
  const base = ctx.env.NEXTCLOUD_BASE_URL?.replace(/\/+$/, "");
  return {
    user: artist.nextcloudUser ?? (await nextcloudUserOf(ctx, artist.id)),
    configured: base !== undefined,
    // With index.php it is found on every installation, with pretty addresses or without.
    settingsUrl: base === undefined ? null : `${base}/index.php/settings/user/availability`,
    readAt: isSource ? artist.availabilityReadAt : null,
    errorKey: isSource ? artist.availabilityErrorKey : null,
    times: isSource ? describeOpenTimes(openTimes, { timeZone, nowMs }) : null,
  };
}
