import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { mentions } from "./appointment-search.ts";

export type AppointmentRow = typeof appointments.$inferSelect;
export type NewAppointment = typeof appointments.$inferInsert;
export type AppointmentStatus = AppointmentRow["status"];

export const ACTIVE: AppointmentStatus[] = ["PENDING", "CONFIRMED"];

export interface AppointmentWithNames extends AppointmentRow {
  artist: { id: string; slug: string; name: string; timeZone: string };
  service: { id: string; name: string; durationMinutes: number };
}

function withNames(db: Db) {
  return db
    .select({
      appointment: appointments,
      artist: { id: artists.id, slug: artists.slug, name: artists.name, timeZone: artists.timeZone },
      service: { id: services.id, name: services.name, durationMinutes: services.durationMinutes },
    })
    .from(appointments)
    .innerJoin(artists, eq(artists.id, appointments.artistId))
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .$dynamic();
}

type Named = {
  appointment: AppointmentRow;
  artist: AppointmentWithNames["artist"];
  service: AppointmentWithNames["service"];
};
const flatten = (row: Named): AppointmentWithNames => ({
  ...row.appointment,
  artist: row.artist,
  service: row.service,
});

export async function findAppointment(db: Db, id: string): Promise<AppointmentWithNames | undefined> {
  const row = withNames(db).where(eq(appointments.id, id)).get();
  return row && flatten(row);
}

export async function findAppointmentByManageToken(
  db: Db,
  tokenHash: string,
): Promise<AppointmentWithNames | undefined> {
  const row = withNames(db).where(eq(appointments.manageTokenHash, tokenHash)).get();
  return row && flatten(row);
}

export async function listAppointments(
  db: Db,
  filter: {
    artistId?: string;
    statuses?: AppointmentStatus[];
    fromMs?: number;
    toMs?: number;
    limit: number;
    offset?: number;
    order?: "soonest" | "latest";
    /** Client fields contain this, whatever the case. */
    text?: string;
  },
): Promise<AppointmentWithNames[]> {
  return withNames(db)
    .where(
      and(
        filter.artistId ? eq(appointments.artistId, filter.artistId) : undefined,
        filter.statuses ? inArray(appointments.status, filter.statuses) : undefined,
        filter.fromMs === undefined ? undefined : gt(appointments.endMs, filter.fromMs),
        filter.toMs === undefined ? undefined : lt(appointments.startMs, filter.toMs),
        filter.text ? mentions(filter.text) : undefined,
      ),
    )
    .orderBy(
      filter.order === "latest" ? desc(appointments.startMs) : asc(appointments.startMs),
      asc(appointments.id),
    )
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .all()
    .map(flatten);
}

/** Pending requests whose time to answer, or whose start, has passed. */
export async function listExpiredRequests(db: Db, nowMs: number): Promise<AppointmentRow[]> {
  return db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.status, "PENDING"),
        sql`min(${appointments.expiresAt}, ${appointments.startMs}) <= ${nowMs}`,
      ),
    )
    .limit(500)
    .all();
}

/** Active appointments a day, for an artist's daily maximum: start instants within the window. */
export async function listActiveStarts(
  db: Db,
  input: { artistId: string; fromMs: number; toMs: number; exceptAppointmentId?: string },
): Promise<number[]> {
  return db
    .select({ startMs: appointments.startMs })
    .from(appointments)
    .where(
      and(
        eq(appointments.artistId, input.artistId),
        inArray(appointments.status, ACTIVE),
        gt(appointments.blockEndMs, input.fromMs),
        lt(appointments.blockStartMs, input.toMs),
        input.exceptAppointmentId ? ne(appointments.id, input.exceptAppointmentId) : undefined,
      ),
    )
    .all()
    .map((row) => row.startMs);
}

/** Active appointments of an artist that no calendar holds yet, from now on. */
export async function listUnwritten(db: Db, artistId: string, nowMs: number): Promise<AppointmentRow[]> {
  return db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.artistId, artistId),
        inArray(appointments.status, ACTIVE),
        sql`${appointments.calendarId} IS NULL`,
        gt(appointments.endMs, nowMs),
      ),
    )
    .all();
}

/**
 * Active appointments that have a calendar, and those that ended because their event was deleted, whose event has one
 * of the UIDs, wherever it stands.
 */
export async function findByUids(db: Db, uids: string[]): Promise<AppointmentRow[]> {
  return db
    .select()
    .from(appointments)
    .where(
      sql`${appointments.caldavUid} IN (SELECT value FROM json_each(${JSON.stringify(uids)}))
        AND (${appointments.status} IN ('PENDING', 'CONFIRMED') OR ${appointments.statusReason} = 'deleted_in_calendar')`,
    )
    .all();
}

/** Active appointments written to a calendar: all of them, or those whose event stood at one of the addresses. */
export async function findByEvents(
  db: Db,
  calendarId: string,
  events: "all" | { hrefs: string[] },
): Promise<AppointmentRow[]> {
  const named =
    events === "all"
      ? undefined
      : sql`${appointments.caldavHref} IN (SELECT value FROM json_each(${JSON.stringify(events.hrefs)}))`;
  return db
    .select()
    .from(appointments)
    .where(and(eq(appointments.calendarId, calendarId), inArray(appointments.status, ACTIVE), named))
    .all();
}
