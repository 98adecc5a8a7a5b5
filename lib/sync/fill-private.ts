import { findArtist, servicesByArtist } from "#db/queries/artists.ts";
import { type CalendarRow, findCalendar, listCalendars } from "#db/queries/calendars.ts";
import {
  listExplainedTimes,
  recordFreeBusyFailure,
  storePrivateTimes,
} from "#db/queries/private-intervals.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdminOrOwner } from "#lib/auth/permissions.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { DAY } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { askFreeBusy } from "./ask-free-busy.ts";
import { pullCalendar } from "./pull-calendar.ts";
import { unexplainedTimes } from "./unexplained-times.ts";

/** Where an artist offers nothing yet. */
const DEFAULT_HORIZON_DAYS = 90;

/**
 * Fills in what a share hides: asks the server when the owner of a shared calendar is busy, leaves out what the events
 * we know explain, and keeps the rest as time that blocks. Never part of a booking: it may take many requests. Where it
 * fails, what was known stays and the reason is noted at the calendar.
 * @returns the reason (a stable key), or null where all is well.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function fillPrivate(ctx: Ctx, calendarId: string): Promise<string | null> {
  const calendar = await findCalendar(ctx.db, calendarId);
  requireAdminOrOwner(ctx.actor, calendar?.artistId ?? "");
  if (!calendar?.shared || calendar.owner === null) return null;
  const errorKey = await fill({ ...ctx, actor: worker }, calendar, calendar.owner);
  if (errorKey !== null) await recordFreeBusyFailure(ctx.db, calendar.id, errorKey);
  return errorKey;
}

async function fill(ctx: Ctx, calendar: CalendarRow, owner: string): Promise<string | null> {
  const { artistId } = calendar;
  const timeZone = (await findArtist(ctx.db, artistId))?.timeZone ?? "UTC";
  const readAt = ctx.now();
  // Whole days of UTC, and one before now, so that no all-day event is cut.
  const fromMs = Math.floor(readAt / DAY) * DAY - DAY;
  const toMs = Math.ceil((readAt + (await longestHorizon(ctx, artistId))) / DAY) * DAY;
  const window = { fromMs, toMs };
  // An event that moves while we ask is explained at its old time by what we knew, at its new one by what we know then.
  const before = listExplainedTimes(ctx.db, { artistId, ...window });
  try {
    const busy = await asServiceAccount(ctx, (transport) => askFreeBusy(transport, owner, window));
    for (const { id, owner: other } of await listCalendars(ctx.db, [artistId])) {
      if (other !== owner) continue;
      const pulled = await pullCalendar(ctx, id, { cause: "schedule" });
      // What another calendar holds since it fails is busy all the same, and blocks as if it were private.
      if (pulled.error && id === calendar.id) return pulled.error.key;
    }
    const settle: Parameters<typeof storePrivateTimes>[2]["settle"] = (explained) =>
      unexplainedTimes(busy, [...before, ...explained], timeZone);
    await storePrivateTimes(ctx.db, calendar, { readAt, ...window, settle });
    return null;
  } catch (error) {
    if (error instanceof UpstreamError) return freeBusyErrorKey(error);
    throw error;
  }
}

async function longestHorizon(ctx: Ctx, artistId: string): Promise<number> {
  const offered = (await servicesByArtist(ctx.db, [artistId])).get(artistId) ?? [];
  const days =
    offered.length === 0 ? DEFAULT_HORIZON_DAYS : Math.max(...offered.map((one) => one.horizonDays));
  // What begins on the last day may last a day.
  return (days + 1) * DAY;
}

/** What only free/busy is refused for, beside the keys of `explainUpstream`. */
const OWN_REASONS = new Set([
  "no-own-address",
  "no-attendee-address",
  "unknown-attendee",
  "free-busy-refused",
  "no-free-busy",
]);

function freeBusyErrorKey(error: UpstreamError): string {
  const { reason = "" } = error;
  if (OWN_REASONS.has(reason)) return reason;
  // A 403 of the outbox is about the address of who asks, not about a calendar.
  return reason === "forbidden" ? "no-own-address" : explainUpstream(error).key;
}
