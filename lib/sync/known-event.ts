import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { AppointmentRow } from "#db/queries/appointments.ts";
import { listAudit } from "#db/queries/audit.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { SECOND } from "#lib/core/clock.ts";
import { type EventDetails, readEvent } from "#lib/ical/read-event.ts";
import { knownText } from "./known-text.ts";

/** A time at which an event stands without anybody having decided anything. No end: whatever its length. */
export interface KnownTime {
  startMs: number;
  endMs?: number;
}

/** What a move by our own hand leaves in the history; one that a person made in Nextcloud says `by`. */
const ownMove = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** Lines of older versions do not tell the ends. */
  fromEndMs: z.number().optional(),
  toEndMs: z.number().optional(),
  by: z.undefined().optional(),
});

/** For the detail of a move's history line. */
export function moveDetail(from: Span, to: Span): Omit<z.infer<typeof ownMove>, "by"> {
  return { fromMs: from.startMs, toMs: to.startMs, fromEndMs: from.endMs, toEndMs: to.endMs };
}

interface Span {
  startMs: number;
  endMs: number;
}

/** What we know of an appointment's event before we look at it. */
export interface KnownEvent {
  /** As we last saw or wrote it; null where the mirror holds another state of it, or none. */
  last: EventDetails | null;
  times: KnownTime[];
}

export async function knownEvent(db: Db, appointment: AppointmentRow, timeZone: string): Promise<KnownEvent> {
  const text = await knownText(db, appointment);
  const last = text === null ? null : readEvent(text, timeZone);
  return { last, times: await knownTimes(db, appointment, last) };
}

/**
 * Times of an appointment's event that are no decision of a person: the one we last saw or wrote, and every one that
 * changes still on their way had. Of those any may have been written although its answer was lost.
 */
async function knownTimes(
  db: Db,
  appointment: AppointmentRow,
  last: EventDetails | null,
): Promise<KnownTime[]> {
  const times: KnownTime[] = last ? [{ startMs: last.startMs, endMs: last.endMs }] : [];
  const waiting = await findOutboxRow(db, `calendar:${appointment.id}`);
  if (!waiting) return times;
  for (const entry of await listAudit(db, "appointment", appointment.id)) {
    // The history line is made a moment before the row that it goes with.
    if (entry.at < waiting.createdAt - SECOND) continue;
    const move = ownMove.safeParse(entry.detail);
    if (!move.success) continue;
    const { fromMs, toMs, fromEndMs, toEndMs } = move.data;
    times.push({ startMs: fromMs, endMs: fromEndMs }, { startMs: toMs, endMs: toEndMs });
  }
  return times;
}
