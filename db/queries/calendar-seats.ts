import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artistCalendars, calendarObjects, privateIntervals } from "../schema/calendars.ts";
import { auditLog } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import type { CalendarRow } from "./calendars.ts";

/** How one account sees a calendar: its owner under one address, those it is shared with under another. */
export type CalendarSeat = Pick<
  CalendarRow,
  "href" | "calendarUrl" | "calendarId" | "writable" | "shared" | "owner" | "connectionUserId"
>;

/**
 * From now on the calendar is seen from another seat: the addresses of its objects and of the appointments' events
 * change with it, what was filled in for hidden events goes, and the next run reads everything, because the two seats
 * do not see the same events.
 * @returns false when somebody else moved it meanwhile
 */
export async function moveSeat(
  db: Db,
  calendar: Pick<CalendarRow, "id" | "href">,
  seat: CalendarSeat,
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const moved = db
      .update(artistCalendars)
      .set({ ...seat, syncToken: null, freeBusyReadAt: null, freeBusyErrorKey: null })
      .where(and(eq(artistCalendars.id, calendar.id), eq(artistCalendars.href, calendar.href)))
      .run();
    if (moved.changes !== 1) return false;
    const below = (column: typeof calendarObjects.href | typeof appointments.caldavHref) => ({
      named: sql`substr(${column}, 1, ${calendar.href.length}) = ${calendar.href}`,
      renamed: sql<string>`${seat.href} || substr(${column}, ${calendar.href.length + 1})`,
    });
    const objects = below(calendarObjects.href);
    db.update(calendarObjects)
      .set({ href: objects.renamed })
      .where(and(eq(calendarObjects.calendarId, calendar.id), objects.named))
      .run();
    const events = below(appointments.caldavHref);
    db.update(appointments)
      .set({ caldavHref: events.renamed })
      .where(and(eq(appointments.calendarId, calendar.id), events.named))
      .run();
    db.delete(privateIntervals).where(eq(privateIntervals.calendarId, calendar.id)).run();
    writeAudit(db, audit);
    return true;
  });
}

/** Calendars whose owner's connection ended, so that the service account serves them since then. Epoch milliseconds. */
export async function listLostConnections(db: Db): Promise<Map<string, number>> {
  const lines = db
    .select({ id: auditLog.entityId, action: auditLog.action, at: auditLog.at })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.entity, "calendar"),
        inArray(auditLog.action, ["connection_lost", "served_by_connection", "served_by_service"]),
      ),
    )
    .orderBy(asc(auditLog.id))
    .all();
  const lost = new Map<string, number>();
  for (const { id, action, at } of lines) {
    if (action === "connection_lost") lost.set(id, at);
    else lost.delete(id);
  }
  return lost;
}
