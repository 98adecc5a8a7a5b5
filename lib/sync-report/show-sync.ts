import { listArtists } from "#db/queries/artists.ts";
import { type CalendarRow, countObjects, listCalendars } from "#db/queries/calendars.ts";
import { countHeld } from "#db/queries/mirror.ts";
import {
  countRuns,
  listRunning,
  type RunCount,
  readErrorPatterns,
  readLastRuns,
} from "#db/queries/sync-stats.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { visibleArtistId } from "#lib/auth/permissions.ts";
import { askedForPrivate } from "#lib/calendars/asked-for-private.ts";
import { requireCalendarAccess } from "#lib/calendars/calendar-access.ts";
import { toCalendarView } from "#lib/calendars/calendar-view.ts";
import { missingNextcloudConfig } from "#lib/core/env.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { countDays } from "./count-days.ts";
import { lastDays, lastHours } from "./report-spans.ts";
import { runChart, runStats } from "./run-stats.ts";
import type { SyncCalendarView, SyncFigures, SyncReport } from "./sync-view.ts";

/**
 * How sync goes: each calendar's freshness, its runs over a day and a month, what is held, and what failed. An admin
 * sees every calendar, an artist their own.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function showSync(ctx: Ctx): Promise<SyncReport> {
  requireCalendarAccess(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  const nowMs = ctx.now();
  const { timeZone } = await studioSettings(ctx);
  const [hours, days] = [lastHours(nowMs), lastDays(nowMs, timeZone)];
  const rows = await listCalendars(ctx.db, own === undefined ? undefined : [own]);
  const ids = rows.map(({ id }) => id);
  const mine = new Set(ids);
  const isMine = ({ calendarId }: RunCount) => mine.has(calendarId);
  const byHour = (await countRuns(ctx.db, hours)).filter(isMine);
  const byDay = (await countDays(ctx, days)).filter(isMine);
  const figures = (hourly: RunCount[], daily: RunCount[]): SyncFigures => ({
    day: runStats(hourly),
    month: runStats(daily),
    hours: runChart(hourly, hours.length),
    days: runChart(daily, days.length),
  });
  const ofCalendar = (counts: RunCount[]) => Map.groupBy(counts, ({ calendarId }) => calendarId);
  const [hourly, daily] = [ofCalendar(byHour), ofCalendar(byDay)];
  const stands = await readStands(ctx, ids, nowMs);
  const missing = missingNextcloudConfig(ctx.env);
  const month = { fromMs: days[0]?.fromMs ?? nowMs, toMs: nowMs + 1 };
  return {
    asOf: nowMs,
    configured: missing.length === 0,
    missing,
    timeZone,
    hourStarts: hours.map(({ fromMs }) => fromMs),
    dayStarts: days.map(({ fromMs }) => fromMs),
    all: figures(byHour, byDay),
    calendars: rows.map((row) => ({
      ...stands(row),
      privateEvents: toCalendarView(row, { askedAt: askedForPrivate(rows, row) ?? undefined }).privateEvents,
      ...figures(hourly.get(row.id) ?? [], daily.get(row.id) ?? []),
    })),
    errors: await readErrorPatterns(ctx.db, ids, month),
  };
}

/** How each calendar stands, without the figures of its runs. */
async function readStands(ctx: Ctx, ids: string[], nowMs: number) {
  const artists = new Map((await listArtists(ctx.db)).map((artist) => [artist.id, artist]));
  const counts = await countObjects(ctx.db, ids);
  const held = await countHeld(ctx.db);
  const running = await listRunning(ctx.db, nowMs);
  const last = await readLastRuns(ctx.db, ids);
  return (row: CalendarRow): Omit<SyncCalendarView, keyof SyncFigures | "privateEvents"> => ({
    id: row.id,
    artistId: row.artistId,
    name: row.displayName || row.calendarId,
    artistName: artists.get(row.artistId)?.name ?? "",
    timeZone: artists.get(row.artistId)?.timeZone ?? "UTC",
    purpose: row.purpose,
    shared: row.shared,
    owner: row.owner,
    syncedAt: row.syncedAt,
    reconciledAt: row.reconciledAt,
    failingSince: row.failingSince,
    lastErrorKey: row.lastErrorKey,
    lastErrorDetail: row.lastErrorDetail,
    running: running.has(row.id),
    lastRun: last.get(row.id) ?? null,
    objects: counts.get(row.id)?.objects ?? 0,
    unreadable: counts.get(row.id)?.unreadable ?? 0,
    held: held.get(row.id)?.held ?? 0,
    heldSince: held.get(row.id)?.since ?? null,
  });
}
