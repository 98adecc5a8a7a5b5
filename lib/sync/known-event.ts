import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { AppointmentRow } from "#db/queries/appointments.ts";
import { listAudit } from "#db/queries/audit.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { SECOND } from "#lib/core/clock.ts";
import { readEvent } from "#lib/ical/read-event.ts";
import { knownText } from "./known-text.ts";

/** A time at which an event stands without anybody having decided anything. No end: whatever its length. */
export interface KnownTime {
  startMs: number;
  endMs?: number;
}

/** What a change by our own hand leaves in the history; one that a person made in Nextcloud says `by`. */
const moveDetail = z.object({ fromMs: z.number(), toMs: z.number(), by: z.undefined().optional() });

/**
 * Times of an appointment's event that are no decision of a person: the one we last saw or wrote, and every one that
 * changes still on their way had. Of those any may have been written although its answer was lost.
 */
export async function knownTimes(
  db: Db,
  appointment: AppointmentRow,
  timeZone: string,
): Promise<KnownTime[]> {
  const text = await knownText(db, appointment);
  const last = text === null ? null : readEvent(text, timeZone);
  const times: KnownTime[] = last ? [{ startMs: last.startMs, endMs: last.endMs }] : [];
  const waiting = await findOutboxRow(db, `calendar:${appointment.id}`);
  if (!waiting) return times;
  for (const entry of await listAudit(db, "appointment", appointment.id)) {
    // The history line is made a moment before the row that it goes with.
    if (entry.at < waiting.createdAt - SECOND) continue;
    const move = moveDetail.safeParse(entry.detail);
    if (move.success) times.push({ startMs: move.data.fromMs }, { startMs: move.data.toMs });
  }
  return times;
}
