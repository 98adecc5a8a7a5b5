import { findArtist, listArtists } from "#db/queries/artists.ts";
import { listOpenTimes, recordHoursFailure, storeHours } from "#db/queries/available-hours.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin, requireAdminOrOwner } from "#lib/auth/permissions.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { COMPARED_AHEAD, expandHours, sameAhead } from "./expand-hours.ts";
import { fetchHours } from "./fetch-hours.ts";

/** Why an artist's hours are not those of Nextcloud's settings right now; null when they are. */
export type HoursErrorKey = string | null;

/**
 * Reads an artist's working hours from the Availability settings of their Nextcloud user, where that is their source.
 * Where this fails, nothing is set any more, or the text cannot be read, the hours known last stay and the reason is
 * noted: a failure is never read as "always free" or "never free".
 * @returns the reason, or null where all is well, or Parlour keeps the hours.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function readNextcloudHours(ctx: Ctx, artistId: string): Promise<HoursErrorKey> {
  requireAdminOrOwner(ctx.actor, artistId);
  const artist = await findArtist(ctx.db, artistId);
  if (artist?.hoursSource !== "nextcloud" || artist.nextcloudUser === null) return null;
  const fail = async (key: string) => {
    await recordHoursFailure(ctx.db, artist, key);
    return key;
  };
  const readAt = ctx.now();
  try {
    const fetched = await fetchHours(ctx, artist.nextcloudUser);
    if (fetched.state !== "read") return fail(HOURS_ERRORS[fetched.state]);
    const { text } = fetched;
    const wasRead =
      artist.availabilityErrorKey === null || artist.availabilityErrorKey === HOURS_ERRORS.partly;
    if (wasRead && text === artist.availabilityText) {
      const errorKey = artist.availabilityErrorKey;
      await storeHours(ctx.db, artist, { text, intervals: null, readAt, errorKey });
      return errorKey;
    }
    const expanded = expandHours(text, { timeZone: artist.timeZone, nowMs: readAt });
    if (expanded.state !== "read") return fail(HOURS_ERRORS[expanded.state]);
    const errorKey = expanded.complete ? null : HOURS_ERRORS.partly;
    await storeHours(ctx.db, artist, { text, intervals: expanded.intervals, readAt, errorKey });
    return errorKey;
  } catch (error) {
    if (error instanceof UpstreamError) return fail(explainUpstream(error).key);
    throw error;
  }
}

/** Stable keys, for translations, beside those of `explainUpstream`. */
const HOURS_ERRORS = {
  unset: "availability-unset",
  no_such_user: "availability-no-user",
  unreadable: "availability-unreadable",
  partly: "availability-partly",
} as const;

/** Every artist's hours that are kept in Nextcloud; one that fails stops no other. */
export async function readAllHours(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  for (const { id } of await listArtists(ctx.db)) {
    try {
      await readNextcloudHours(ctx, id);
    } catch (error) {
      log().error({ err: error, artistId: id }, "reading an artist's hours failed");
    }
  }
}

/**
 * Time goes on, and artists move: expands the hours known last anew, without asking Nextcloud, and stores them where
 * that makes a difference.
 */
export async function rollHours(ctx: Ctx, artistId: string): Promise<void> {
  requireAdminOrOwner(ctx.actor, artistId);
  const artist = await findArtist(ctx.db, artistId);
  if (artist?.hoursSource !== "nextcloud" || artist.availabilityText === null) return;
  const { availabilityText: text, availabilityErrorKey: errorKey, timeZone } = artist;
  const nowMs = ctx.now();
  const expanded = expandHours(text, { timeZone, nowMs });
  if (expanded.state !== "read") return;
  const known = await listOpenTimes(ctx.db, { artistId, fromMs: nowMs, toMs: nowMs + COMPARED_AHEAD });
  if (sameAhead(known, expanded.intervals, nowMs)) return;
  await storeHours(ctx.db, artist, { text, intervals: expanded.intervals, readAt: null, errorKey });
}
