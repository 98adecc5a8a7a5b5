import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";

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
 * What blocks an artist between two instants: busy intervals of the mirrored calendars, time off, and active
 * appointments with their buffers. An appointment's own event is left out while it says the same as the appointment, or while
 * our change to it is still on its way; any other occurrence of it (the artist made it a series) blocks.
 */
export function blockingTimes(db: Db, span: Span): BlockedTime[] {
  const { artistId, fromMs, toMs, exceptAppointmentId = "" } = span;
  return blockingStatement(db).all({ artistId, fromMs, toMs, except: exceptAppointmentId });
}

/**
 * The index orders an artist's intervals by their end. Nearly all of them last a day at most, so those that end more
 * than a day after the span need not be looked at; the few longer ones are asked for by themselves.
 */
const blockingStatement = prepared((db) =>
  db.$client.prepare<[Required<Omit<Span, "exceptAppointmentId">> & { except: string }], BlockedTime>(`
    WITH busy AS (
      SELECT start_ms, end_ms, uid FROM busy_intervals
      WHERE artist_id = @artistId AND end_ms > @fromMs AND end_ms <= @toMs + 86400000 AND start_ms < @toMs
      UNION ALL
      SELECT start_ms, end_ms, uid FROM busy_intervals
      WHERE artist_id = @artistId AND end_ms > @toMs + 86400000 AND start_ms < @toMs
        AND end_ms - start_ms > 86400000
    )
    SELECT busy.start_ms AS startMs, busy.end_ms AS endMs
    FROM busy
    LEFT JOIN appointments AS own ON own.caldav_uid = busy.uid AND own.artist_id = @artistId
    WHERE NOT (own.id IS NOT NULL AND (
      (own.status IN ('PENDING', 'CONFIRMED') AND own.start_ms = busy.start_ms AND own.end_ms = busy.end_ms)
      OR EXISTS (SELECT 1 FROM outbox WHERE outbox.id = 'calendar:' || own.id)
    ))
    UNION ALL
    SELECT block_start_ms, block_end_ms FROM appointments
    WHERE artist_id = @artistId AND status IN ('PENDING', 'CONFIRMED') AND id <> @except
      AND block_end_ms > @fromMs AND block_start_ms < @toMs
    UNION ALL
    SELECT start_ms, end_ms FROM time_off
    WHERE artist_id = @artistId AND end_ms > @fromMs AND start_ms < @toMs
    ORDER BY 1`),
);

export async function listBlockingTimes(db: Db, span: Span): Promise<BlockedTime[]> {
  return blockingTimes(db, span);
}
