import { switchHoursSource } from "#db/queries/available-hours.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { expandHours } from "#lib/sync/expand-hours.ts";
import { fetchHours } from "#lib/sync/fetch-hours.ts";
import type { ArtistView } from "./artist-view.ts";
import type { HoursSourceChoice } from "./input.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { nextcloudUserOf } from "./nextcloud-user-of.ts";
import { showArtist } from "./show-artist.ts";

/**
 * Chooses where an artist's working hours are kept. Nextcloud's are read at once, and chosen only when they could be;
 * choosing them again reads them again. Hours kept in Parlour wait untouched for the way back.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`, `invalid_input` at `nextcloudUser`; UpstreamError when
 *   Nextcloud cannot be asked.
 */
export async function chooseHoursSource(
  ctx: Ctx,
  artistId: string,
  choice: HoursSourceChoice,
): Promise<ArtistView> {
  const artist = await loadOwnArtist(ctx, artistId);
  const audit = (detail: Record<string, unknown>) =>
    auditEntry(ctx, { entity: "artist", entityId: artist.id, action: "hours_source_chosen", detail });
  if (choice.source === "parlour") {
    await switchHoursSource(ctx.db, artist.id, { source: "parlour", audit: audit({ source: "parlour" }) });
    return showArtist(ctx, artist.id);
  }
  const user = choice.nextcloudUser ?? artist.nextcloudUser ?? (await nextcloudUserOf(ctx, artist.id));
  if (user === null) throw refused("required", "Say whose Availability settings are to be read.");
  const readAt = ctx.now();
  const fetched = await fetchHours(ctx, user);
  if (fetched.state === "no_such_user") throw refused("no_such_user", `Nextcloud knows no user “${user}”.`);
  if (fetched.state === "unset") throw unset(user);
  const expanded = expandHours(fetched.text, { timeZone: artist.timeZone, nowMs: readAt });
  if (expanded.state === "unset") throw unset(user);
  if (expanded.state === "unreadable" || !expanded.complete) {
    throw refused(
      "availability_unreadable",
      `The working hours of “${user}” in Nextcloud could not be read in full. Save them once more there.`,
    );
  }
  await switchHoursSource(ctx.db, artist.id, {
    source: "nextcloud",
    user,
    text: fetched.text,
    intervals: expanded.intervals,
    readAt,
    audit: audit({ source: "nextcloud", nextcloudUser: user }),
  });
  return showArtist(ctx, artist.id);
}

function unset(user: string): AppError {
  return refused(
    "availability_unset",
    `“${user}” has set no working hours in Nextcloud. They are set there in the personal settings, under Availability.`,
  );
}

function refused(key: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: { nextcloudUser: [key] } });
}
