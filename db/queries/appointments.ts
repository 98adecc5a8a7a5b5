import { and, asc, desc, eq, gt, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { mentions } from "./appointment-search.ts";

export type AppointmentRow = typeof appointments.$inferSelect;
export type NewAppointment = typeof appointments.$inferInsert;
export type AppointmentStatus = AppointmentRow["status"];

/** What takes an artist's time. */
export const ACTIVE: AppointmentStatus[] = ["PENDING", "CONFIRMED", "HELD"];

/** Why a held time is over that nobody took: no appointment ever, so no list shows it. */
export const NOT_CHOSEN = "not_chosen";

/** Why a request or an appointment is over for which another time was chosen. */
export const MOVED = "moved";

/** Held times, and those nobody took, are nobody's appointments: where people's are counted or told they are left out. */
export function isNoHold(): SQL | undefined {
  return and(ne(appointments.status, "HELD"), sql`${appointments.statusReason} IS NOT ${NOT_CHOSEN}`);
}

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
        // A held time is nobody's appointment yet: only who asks for it by name sees it.
        filter.statuses ? inArray(appointments.status, filter.statuses) : ne(appointments.status, "HELD"),
        sql`${appointments.statusReason} IS NOT ${NOT_CHOSEN}`,
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

/** What counts towards an artist's limits: what takes time, and what took it. A mark after the fact frees no place. */
export const COUNTED: AppointmentStatus[] = [...ACTIVE, "COMPLETED", "NO_SHOW"];

const countedStarts = prepared((db) =>
  db
    .select({ startMs: appointments.startMs, serviceId: appointments.serviceId })
    .from(appointments)
    .where(
      and(
        eq(appointments.artistId, sql.placeholder("artistId")),
        inArray(appointments.status, COUNTED),
        gt(appointments.blockEndMs, sql.placeholder("fromMs")),
        lt(appointments.blockStartMs, sql.placeholder("toMs")),
        ne(appointments.id, sql.placeholder("except")),
      ),
    )
    .prepare(),
);

/** Appointments that count towards an artist's limits and touch a window: when they begin, and of which service. */
export async function listCountedStarts(
  db: Db,
  input: { artistId: string; fromMs: number; toMs: number; exceptAppointmentId?: string },
): Promise<{ startMs: number; serviceId: string }[]> {
  const { exceptAppointmentId = "", ...span } = input;
  return countedStarts(db).all({ ...span, except: exceptAppointmentId });
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
        AND (${appointments.status} IN ('PENDING', 'CONFIRMED', 'HELD') OR ${appointments.statusReason} = 'deleted_in_calendar')`,
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
