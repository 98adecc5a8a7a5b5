import { and, asc, eq, isNotNull, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { OutboxRow } from "./outbox.ts";

/** A row of the outbox with what it is about; a notice to the studio is about no appointment. */
export interface DeliveryRow extends OutboxRow {
  appointment: {
    id: string;
    artistId: string;
    artistName: string;
    serviceName: string;
    clientName: string;
    startMs: number;
    /** The artist's. */
    timeZone: string;
  } | null;
}

export type DeliveryState = "waiting" | "dead";

/**
 * What waits in the outbox or was given up, in the order in which it was written, with how many there are in all. Calls
 * of webhooks have a log of their own, and rooms their page under Messenger; they are never given up.
 */
export async function listDeliveries(
  db: Db,
  filter: { artistId?: string; state?: DeliveryState; limit: number; offset: number },
): Promise<{ deliveries: DeliveryRow[]; total: number }> {
  const where = and(
    notInArray(outbox.kind, ["webhook", "messenger"]),
    filter.state && (filter.state === "dead" ? isNotNull(outbox.deadAt) : isNull(outbox.deadAt)),
    filter.artistId === undefined ? undefined : eq(appointments.artistId, filter.artistId),
  );
  const counted = db
    .select({ count: sql<number>`count(*)` })
    .from(outbox)
    .leftJoin(appointments, eq(appointments.id, outbox.appointmentId))
    .where(where)
    .get();
  return { deliveries: readDeliveries(db, where, filter), total: counted?.count ?? 0 };
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | undefined> {
  return readDeliveries(db, eq(outbox.id, id), { limit: 1, offset: 0 })[0];
}

/** Inside the caller's transaction, or alone. */
export function readDeliveries(
  db: Db,
  where: SQL | undefined,
  page: { limit: number; offset: number },
): DeliveryRow[] {
  return db
    .select({ row: outbox, appointment: appointments, artist: artists, service: services })
    .from(outbox)
    .leftJoin(appointments, eq(appointments.id, outbox.appointmentId))
    .leftJoin(artists, eq(artists.id, appointments.artistId))
    .leftJoin(services, eq(services.id, appointments.serviceId))
    .where(where)
    .orderBy(asc(sql`${outbox}.rowid`))
    .limit(page.limit)
    .offset(page.offset)
    .all()
    .map(({ row, appointment, artist, service }) => ({
      ...row,
      appointment: appointment &&
        artist &&
        service && {
          id: appointment.id,
          artistId: artist.id,
          artistName: artist.name,
          serviceName: service.name,
          clientName: appointment.clientName,
          startMs: appointment.startMs,
          timeZone: artist.timeZone,
        },
    }));
}

/** Makes a row due now, a dead letter too. @returns false when it is no longer there. */
export async function reviveDelivery(db: Db, id: string, nowMs: number): Promise<boolean> {
  const set = { deadAt: null, nextAttemptAt: nowMs };
  return db.update(outbox).set(set).where(eq(outbox.id, id)).run().changes === 1;
}

/** Takes a row back for good. @returns false when it is no longer there. */
export async function removeDelivery(db: Db, id: string, audit: AuditEntry): Promise<boolean> {
  return transaction(db, () => {
    if (db.delete(outbox).where(eq(outbox.id, id)).run().changes !== 1) return false;
    writeAudit(db, audit);
    return true;
  });
}
