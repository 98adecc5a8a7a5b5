import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { isNoHold } from "./appointments.ts";

/** Instants are epoch milliseconds. */
export interface AppointmentSummary {
  appointments: number;
  /** The latest that began and was not declined or cancelled. */
  lastMs: number | null;
  /** The soonest to come that is requested or confirmed. */
  nextMs: number | null;
}

/** How often customers came and come, with one artist where given. */
export async function summariseAppointments(
  db: Db,
  input: { ids: string[]; artistId?: string; nowMs: number },
): Promise<Map<string, AppointmentSummary>> {
  const { status, startMs, customerId } = appointments;
  const rows = db
    .select({
      customerId: sql<string>`${customerId}`,
      appointments: sql<number>`count(*)`,
      lastMs: sql<number | null>`max(CASE WHEN ${startMs} <= ${input.nowMs}
        AND ${status} NOT IN ('DECLINED', 'CANCELLED') THEN ${startMs} END)`,
      nextMs: sql<number | null>`min(CASE WHEN ${startMs} > ${input.nowMs}
        AND ${status} IN ('PENDING', 'CONFIRMED') THEN ${startMs} END)`,
    })
    .from(appointments)
    .where(
      and(
        inArray(customerId, input.ids),
        isNoHold(),
        input.artistId === undefined ? undefined : eq(appointments.artistId, input.artistId),
      ),
    )
    .groupBy(customerId)
    .all();
  return new Map(rows.map(({ customerId: id, ...summary }) => [id, summary]));
}

/** A customer's appointments, with one artist where given: the newest first, at most 500. */
export async function listCustomerAppointments(db: Db, input: { id: string; artistId?: string }) {
  return db
    .select({
      id: appointments.id,
      status: appointments.status,
      startMs: appointments.startMs,
      endMs: appointments.endMs,
      artistName: artists.name,
      serviceName: services.name,
      clientName: appointments.clientName,
    })
    .from(appointments)
    .innerJoin(artists, eq(artists.id, appointments.artistId))
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .where(
      and(
        eq(appointments.customerId, input.id),
        isNoHold(),
        input.artistId === undefined ? undefined : eq(appointments.artistId, input.artistId),
      ),
    )
    .orderBy(desc(appointments.startMs), desc(appointments.id))
    .limit(500)
    .all();
}

export type CustomerAppointmentRow = Awaited<ReturnType<typeof listCustomerAppointments>>[number];
