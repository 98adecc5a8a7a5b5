import { and, asc, eq, gt, inArray, lt } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { closures, timeOff } from "../schema/time-off.ts";
import type { AppointmentStatus, AppointmentWithNames } from "./appointments.ts";

/** An artist's time between two instants (epoch ms, half-open). */
export interface ScheduleSpan {
  artistId: string;
  fromMs: number;
  toMs: number;
}

/** What the mirrored calendars hold in a time: one occurrence of an event. */
export interface MirroredOccurrence {
  objectId: number;
  startMs: number;
  endMs: number;
  /** The object's text, for its title. */
  ics: string;
  calendarId: string;
  calendarName: string;
  /** When we first knew of it and learned how it stands now; null for what was there before the calendar was read. */
  knownSince: number | null;
  changedAt: number | null;
  unreadable: boolean;
  /** The event of an appointment whose customer came, or did not: it blocks still, and the appointment is shown. */
  attended: boolean;
}

export interface NotedSpan {
  id: string;
  startMs: number;
  endMs: number;
  note: string;
  createdAt: number;
}

/** So many of each kind at most; a bound, not a wish. */
const MAX_ROWS = 2000;
const SHOWN: AppointmentStatus[] = ["PENDING", "CONFIRMED", "HELD", "COMPLETED", "NO_SHOW"];

/** Appointments of an artist that stand, or stood, in a time, soonest first. Held times are among them. */
export async function listScheduled(db: Db, span: ScheduleSpan): Promise<AppointmentWithNames[]> {
  const rows = db
    .select({
      appointment: appointments,
      artist: { id: artists.id, slug: artists.slug, name: artists.name, timeZone: artists.timeZone },
      service: { id: services.id, name: services.name, durationMinutes: services.durationMinutes },
    })
    .from(appointments)
    .innerJoin(artists, eq(artists.id, appointments.artistId))
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .where(
      and(
        eq(appointments.artistId, span.artistId),
        inArray(appointments.status, SHOWN),
        gt(appointments.blockEndMs, span.fromMs),
        lt(appointments.blockStartMs, span.toMs),
      ),
    )
    .orderBy(asc(appointments.startMs), asc(appointments.id))
    .limit(MAX_ROWS)
    .all();
  return rows.map(({ appointment, artist, service }) => ({ ...appointment, artist, service }));
}

/** What blocks by the mirrored calendars, events of our own appointments aside, as `blockingTimes` counts it. */
export async function listOccurrences(db: Db, span: ScheduleSpan): Promise<MirroredOccurrence[]> {
  return occurrencesStatement(db)
    .all(span)
    .map((row) => ({ ...row, unreadable: row.unreadable === 1, attended: row.attended === 1 }));
}

/** A row as SQLite answers it, where true is 1. */
type StoredOccurrence = Omit<MirroredOccurrence, "unreadable" | "attended"> & {
  unreadable: number;
  attended: number;
};

/** An appointment's own event, by the rule of `blockingTimes` (busy.ts); a test holds the two together. */
const occurrencesStatement = prepared((db) =>
  db.$client.prepare<[ScheduleSpan], StoredOccurrence>(`
    SELECT object.id AS objectId, busy.start_ms AS startMs, busy.end_ms AS endMs, object.ics AS ics,
      calendar.id AS calendarId, calendar.display_name AS calendarName, object.known_since AS knownSince,
      object.changed_at AS changedAt, object.unreadable IS NOT NULL AS unreadable,
      EXISTS (
        SELECT 1 FROM appointments AS past
        WHERE past.caldav_uid = busy.uid AND past.artist_id = @artistId AND past.status IN ('COMPLETED', 'NO_SHOW')
          AND past.start_ms = busy.start_ms AND past.end_ms = busy.end_ms
      ) AS attended
    FROM busy_intervals AS busy
    JOIN calendar_objects AS object ON object.id = busy.object_id
    JOIN artist_calendars AS calendar ON calendar.id = object.calendar_id
    WHERE busy.artist_id = @artistId AND busy.end_ms > @fromMs AND busy.start_ms < @toMs
      AND NOT EXISTS (
        SELECT 1 FROM appointments AS own
        WHERE own.caldav_uid = busy.uid AND own.artist_id = @artistId AND (
          (own.status IN ('PENDING', 'CONFIRMED', 'HELD')
            AND own.start_ms = busy.start_ms AND own.end_ms = busy.end_ms)
          OR EXISTS (SELECT 1 FROM outbox WHERE outbox.id = 'calendar:' || own.id AND outbox.dead_at IS NULL)
        )
      )
    ORDER BY busy.start_ms, object.id
    LIMIT ${MAX_ROWS}`),
);

/** Private events of shared calendars, known from the owner's free/busy; pieces that meet are one. */
export async function listPrivateTimes(
  db: Db,
  span: ScheduleSpan,
): Promise<{ startMs: number; endMs: number; calendarName: string }[]> {
  const rows = privateStatement(db).all(span);
  const merged: typeof rows = [];
  for (const row of rows) {
    const last = merged.at(-1);
    if (last && last.calendarName === row.calendarName && row.startMs <= last.endMs)
      last.endMs = Math.max(last.endMs, row.endMs);
    else merged.push({ ...row });
  }
  return merged;
}

const privateStatement = prepared((db) =>
  db.$client.prepare<[ScheduleSpan], { startMs: number; endMs: number; calendarName: string }>(`
    SELECT hidden.start_ms AS startMs, hidden.end_ms AS endMs, calendar.display_name AS calendarName
    FROM private_intervals AS hidden
    JOIN artist_calendars AS calendar ON calendar.id = hidden.calendar_id
    WHERE hidden.artist_id = @artistId AND hidden.end_ms > @fromMs AND hidden.start_ms < @toMs
    ORDER BY calendar.id, hidden.start_ms
    LIMIT ${MAX_ROWS}`),
);

export async function listTimeOff(db: Db, span: ScheduleSpan): Promise<NotedSpan[]> {
  const { id, startMs, endMs, note, createdAt } = timeOff;
  return db
    .select({ id, startMs, endMs, note, createdAt })
    .from(timeOff)
    .where(and(eq(timeOff.artistId, span.artistId), gt(endMs, span.fromMs), lt(startMs, span.toMs)))
    .orderBy(asc(startMs), asc(id))
    .limit(MAX_ROWS)
    .all();
}

export async function listClosed(db: Db, span: Omit<ScheduleSpan, "artistId">): Promise<NotedSpan[]> {
  const { id, startMs, endMs, note, createdAt } = closures;
  return db
    .select({ id, startMs, endMs, note, createdAt })
    .from(closures)
    .where(and(gt(endMs, span.fromMs), lt(startMs, span.toMs)))
    .orderBy(asc(startMs), asc(id))
    .limit(MAX_ROWS)
    .all();
}
