import { createHash } from "node:crypto";
import { listAppointments } from "#db/queries/appointments.ts";
import { findArtistByFeedToken } from "#db/queries/feeds.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { CALENDAR_BEGIN, CALENDAR_END, eventLines } from "#lib/backup/event-lines.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { propertyLines } from "#lib/ical/property-line.ts";
import { studioSettings } from "#lib/studio/settings.ts";

/** A month back and longer ahead than anything can be booked. */
const BACK_MS = 31 * DAY;
const AHEAD_MS = 400 * DAY;
const MOST = 2000;

/**
 * An artist's own appointments as an iCalendar feed (RFC 5545; RFC 7986 for its name and how often to look again).
 * The token is the permission. @returns the text and a strong entity tag of it, without the quotes.
 * @throws AppError `not_found` for an address that is not valid (any more)
 */
export async function artistFeed(ctx: Ctx, token: string): Promise<{ text: string; etag: string }> {
  const artist = /^[\w-]{20,128}$/.test(token)
    ? await findArtistByFeedToken(ctx.db, hashToken(token))
    : undefined;
  if (!artist) throw new AppError("not_found", "This address is not valid (any more).");
  const nowMs = ctx.now();
  const { name } = await studioSettings(ctx);
  const appointments = await listAppointments(ctx.db, {
    artistId: artist.id,
    statuses: ["PENDING", "CONFIRMED", "COMPLETED"],
    fromMs: nowMs - BACK_MS,
    toMs: nowMs + AHEAD_MS,
    limit: MOST,
  });
  const title = `${artist.name}, ${name}`;
  const lines = [
    ...CALENDAR_BEGIN,
    ...propertyLines(["name", {}, "text", title]),
    ...propertyLines(["x-wr-calname", {}, "text", title]),
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
    ...appointments.flatMap((appointment) => eventLines(ctx, appointment)),
    ...CALENDAR_END,
  ];
  const text = `${lines.join("\r\n")}\r\n`;
  return { text, etag: createHash("sha256").update(text).digest("base64url") };
}
