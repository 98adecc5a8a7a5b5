import { createHash } from "node:crypto";
import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { ianaZone, utc } from "#lib/ical/zone.ts";
import type { CloudEvent } from "#lib/integrations/nextcloud/dto.ts";
import type { Page, PageRequest } from "#lib/integrations/pages.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { listOccurrences, prepareOccurrences } from "#lib/sync/expansion/list-occurrences.ts";
import type { OccurrencePlace } from "#lib/sync/expansion/occurrence-place.ts";
import type { WordedOccurrence } from "#lib/sync/expansion/read-occurrences.ts";
import { observeAccount } from "./observe-account.ts";
import { readCalendars } from "./read-calendars.ts";

/** Begins (epoch milliseconds), and which of those that begin then. */
export type EventPlace = OccurrencePlace;

type EventPage = Page<CloudEvent, EventPlace> & { unreadable: number; truncated: boolean };

/**
 * Occurrences between two instants, by their start, of one calendar that the studio's account sees (its id or address)
 * or of all. Every page asks Nextcloud anew, from where the one before ended. `unreadable` counts what could not be read
 * in time or at all, `truncated` says that not all calendars were looked through.
 * @throws AppError unless the front desk asks, `not_found` for a calendar the account does not see; UpstreamError
 */
export async function listCloudEvents(
  ctx: Ctx,
  input: PageRequest<EventPlace> & { calendar?: string | undefined; fromMs: number; toMs: number },
): Promise<EventPage> {
  requireDesk(ctx.actor);
  const { toMs, limit, from } = input;
  const fromMs = from === null ? input.fromMs : Math.max(input.fromMs, from[0]);
  if (fromMs >= toMs) return { items: [], next: null, unreadable: 0, truncated: false };
  const home = ianaZone((await studioSettings(ctx)).timeZone) ?? utc;
  prepareOccurrences();
  // Whole days and times without a zone the server takes in a zone of its own, up to a day from ours.
  const window = { fromMs: fromMs - DAY, toMs: toMs + DAY };
  const read = await observeAccount(ctx, (transport) => readCalendars(transport, input.calendar, window));
  if (!read) throw new AppError("not_found", "The studio's account sees no such calendar.");
  const calendars = new Map<string, string>();
  const objects = read.objects.map(({ href, calendar, ics }) => {
    const key = createHash("sha256").update(href).digest("base64url").slice(0, 16);
    calendars.set(key, calendar);
    return { key, ics };
  });
  const query = { timeZone: home.name, fromMs, toMs, after: from, most: limit + 1 };
  const { occurrences, unreadable } = await listOccurrences(objects, query);
  const taken = occurrences.slice(0, limit);
  const last = taken.at(-1);
  return {
    items: taken.map((occurrence) => toEvent(occurrence, calendars.get(occurrence.key) ?? "")),
    next: last && occurrences.length > taken.length ? last.place : null,
    unreadable,
    truncated: read.truncated,
  };
}

/** Of a private one, which has no words, only the time. */
function toEvent(occurrence: WordedOccurrence, calendar: string): CloudEvent {
  const { uid, startMs, endMs, allDay, status, words } = occurrence;
  return {
    uid,
    calendar,
    title: words?.title ?? null,
    startTime: new Date(startMs).toISOString(),
    endTime: new Date(endMs).toISOString(),
    allDay,
    status: words ? statusOf(status) : "busy",
    location: words?.location || null,
  };
}

function statusOf(status: string): CloudEvent["status"] {
  if (status === "CANCELLED") return "cancelled";
  return status === "TENTATIVE" ? "tentative" : "confirmed";
}
