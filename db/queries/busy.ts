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
 * What blocks an artist between two instants: busy intervals of the mirrored calendars, private events known from
 * free/busy, time off, days the studio is closed, and active appointments with their buffers. An appointment's own event is left out while it says the same as the appointment, or while
 * our change to it is still on its way; any other occurrence of it (the artist made it a series) blocks.
 */
export function blockingTimes(db: Db, span: Span): BlockedTime[] {
  const { artistId, fromMs, toMs, exceptAppointmentId = "" } = span;
  return blockingStatement(db)
    .all({ artistId, fromMs, toMs, except: exceptAppointmentId })
    .sort((a, b) => a.startMs - b.startMs);
}

/** A busy interval's own appointment already speaks for it. */
const SPOKEN_FOR = `EXISTS (
  SELECT 1 FROM appointments AS own
  WHERE own.caldav_uid = busy.uid AND own.artist_id = @artistId AND (
    (own.status IN ('PENDING', 'CONFIRMED', 'HELD') AND own.start_ms = busy.start_ms AND own.end_ms = busy.end_ms)
    OR EXISTS (SELECT 1 FROM outbox WHERE outbox.id = 'calendar:' || own.id AND outbox.dead_at IS NULL)
  )
)`;

/**
 * The index orders an artist's intervals by their end. Nearly all of them last a day at most, so those that end more
 * than a day after the span need not be looked at; the few longer ones are asked for by themselves. Private times are
 * stored in pieces of a day at most.
 * Not sorted here: for an ORDER BY over the union SQLite sets up a sorter for each part, five times the rest's work.
 */
const blockingStatement = prepared((db) =>
  db.$client.prepare<[Required<Omit<Span, "exceptAppointmentId">> & { except: string }], BlockedTime>(`
    SELECT start_ms AS startMs, end_ms AS endMs FROM busy_intervals AS busy
    WHERE artist_id = @artistId AND end_ms > @fromMs AND end_ms <= @toMs + 86400000 AND start_ms < @toMs
      AND NOT ${SPOKEN_FOR}
    UNION ALL
    SELECT start_ms, end_ms FROM busy_intervals AS busy
    WHERE artist_id = @artistId AND end_ms > @toMs + 86400000 AND start_ms < @toMs
      AND end_ms - start_ms > 86400000 AND NOT ${SPOKEN_FOR}
    UNION ALL
    SELECT block_start_ms, block_end_ms FROM appointments
    WHERE artist_id = @artistId AND status IN ('PENDING', 'CONFIRMED', 'HELD') AND id <> @except
      AND block_end_ms > @fromMs AND block_start_ms < @toMs
    UNION ALL
    SELECT start_ms, end_ms FROM time_off
    WHERE artist_id = @artistId AND end_ms > @fromMs AND start_ms < @toMs
    UNION ALL
    SELECT start_ms, end_ms FROM closures WHERE end_ms > @fromMs AND start_ms < @toMs
    UNION ALL
    SELECT start_ms, end_ms FROM private_intervals
    WHERE artist_id = @artistId AND end_ms > @fromMs AND end_ms <= @toMs + 86400000 AND start_ms < @toMs`),
);

export async function listBlockingTimes(db: Db, span: Span): Promise<BlockedTime[]> {
  return blockingTimes(db, span);
}
