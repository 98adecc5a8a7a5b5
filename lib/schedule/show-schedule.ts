import { findBookingSetup, listArtists } from "#db/queries/artists.ts";
import {
  listClosed,
  listOccurrences,
  listPrivateTimes,
  listScheduled,
  listTimeOff,
} from "#db/queries/schedule.ts";
import { toAppointmentView } from "#lib/appointments/appointment-view.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { availabilityVersion } from "#lib/availability/availability-version.ts";
import { freshnessOf } from "#lib/availability/freshness.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { workingTimes } from "#lib/availability/working-times.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { eventTitle } from "./event-title.ts";
import type { ArtistSchedule, Schedule, ScheduleItem } from "./schedule-view.ts";

const LONGEST_MS = 35 * DAY;

/**
 * Everything that stands in an artist's time between two instants, from the mirror and Parlour's own data: no network
 * is asked. Artists see their own; staff and admins choose one, or see all who are active.
 * @throws AppError `invalid_input` for a window reversed or over 35 days, `not_found`, `not_allowed`
 */
export async function showSchedule(
  ctx: Ctx,
  input: { artistId?: string; fromMs: number; toMs: number },
): Promise<Schedule> {
  requireStudio(ctx.actor);
  const artistId = input.artistId ?? visibleArtistId(ctx.actor);
  requireAppointmentAccess(ctx.actor, artistId);
  const { fromMs, toMs } = input;
  if (toMs <= fromMs)
    throw new AppError("invalid_input", "The end must lie after the start.", {
      errors: { to: ["before_start"] },
    });
  if (toMs - fromMs > LONGEST_MS)
    throw new AppError("invalid_input", "At most 35 days can be shown at once.", {
      errors: { to: ["too_long"] },
    });
  const ids =
    artistId === undefined
      ? (await listArtists(ctx.db)).filter(({ active }) => active).map(({ id }) => id)
      : [artistId];
  const artists: ArtistSchedule[] = [];
  for (const id of ids) artists.push(await scheduleOf(ctx, { artistId: id, fromMs, toMs }));
  return { fromMs, toMs, artists };
}

async function scheduleOf(
  ctx: Ctx,
  span: { artistId: string; fromMs: number; toMs: number },
): Promise<ArtistSchedule> {
  const version = availabilityVersion(ctx, span.artistId);
  const window = { startMs: span.fromMs, endMs: span.toMs };
  const setup = await findBookingSetup(ctx.db, span.artistId);
  const { artist, calendars, rules } = await loadRules(ctx.db, { artistId: span.artistId, window });
  return {
    artist: { id: artist.id, slug: artist.slug, name: artist.name, timeZone: artist.timeZone },
    hasCalendar: calendars.length > 0,
    version,
    ...freshnessOf(calendars, ctx.now(), ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND),
    services: (setup?.services ?? []).map(({ id, name, durationMinutes }) => ({ id, name, durationMinutes })),
    open: workingTimes(rules, window),
    items: await itemsOf(ctx, span, artist),
  };
}

async function itemsOf(
  ctx: Ctx,
  span: { artistId: string; fromMs: number; toMs: number },
  artist: { id: string; timeZone: string },
): Promise<ScheduleItem[]> {
  const { db } = ctx;
  const occurrences = (await listOccurrences(db, span)).filter(({ attended }) => !attended);
  const items: ScheduleItem[] = [
    ...(await listScheduled(db, span)).map((row): ScheduleItem => {
      const { id, startMs, endMs, blockStartMs, blockEndMs } = row;
      return {
        kind: "appointment",
        id,
        startMs,
        endMs,
        blockStartMs,
        blockEndMs,
        appointment: toAppointmentView(row),
      };
    }),
    ...occurrences.map((row): ScheduleItem => {
      const { objectId, startMs, endMs, calendarName } = row;
      const id = `event-${objectId}-${startMs}`;
      return {
        kind: "event",
        id,
        startMs,
        endMs,
        calendar: calendarName,
        ...eventTitle(ctx.actor, row, artist),
      };
    }),
    ...(await listPrivateTimes(db, span)).map(({ startMs, endMs, calendarName }): ScheduleItem => {
      return { kind: "private", id: `private-${startMs}-${endMs}`, startMs, endMs, calendar: calendarName };
    }),
    ...(await listTimeOff(db, span)).map(({ id, startMs, endMs, note }): ScheduleItem => {
      return { kind: "time_off", id, startMs, endMs, note };
    }),
    ...(await listClosed(db, span)).map(({ id, startMs, endMs, note }): ScheduleItem => {
      return { kind: "closure", id, startMs, endMs, note };
    }),
  ];
  return items.sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs);
}
