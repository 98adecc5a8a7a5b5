import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";

export interface BlockedTime {
  startMs: number;
  endMs: number;
}

interface Span {
  artistId: string;
  fromMs: number;
  toMs: number;
  exceptAppointmentId?: string;
}

/**
 * What blocks an artist between two instants: busy intervals of the mirrored calendars, and active appointments
 * with their buffers. An appointment's own event is left out while it says the same as the appointment, or while
 * our change to it is still on its way; any other occurrence of it (the artist made it a series) blocks.
 */
export function blockingTimes(db: Db, span: Span): BlockedTime[] {
  const except = span.exceptAppointmentId ?? "";
  return db.all<BlockedTime>(sql`
    SELECT busy.start_ms AS startMs, busy.end_ms AS endMs
    FROM busy_intervals AS busy
    LEFT JOIN appointments AS own ON own.caldav_uid = busy.uid AND own.artist_id = busy.artist_id
    WHERE busy.artist_id = ${span.artistId} AND busy.end_ms > ${span.fromMs} AND busy.start_ms < ${span.toMs}
      AND NOT (own.id IS NOT NULL AND (
        (own.status IN ('PENDING', 'CONFIRMED') AND own.start_ms = busy.start_ms AND own.end_ms = busy.end_ms)
        OR EXISTS (SELECT 1 FROM outbox WHERE outbox.id = 'calendar:' || own.id)
      ))
    UNION ALL
    SELECT block_start_ms, block_end_ms FROM appointments
    WHERE artist_id = ${span.artistId} AND status IN ('PENDING', 'CONFIRMED') AND id <> ${except}
      AND block_end_ms > ${span.fromMs} AND block_start_ms < ${span.toMs}
    ORDER BY 1`);
}

export async function listBlockingTimes(db: Db, span: Span): Promise<BlockedTime[]> {
  return blockingTimes(db, span);
}
