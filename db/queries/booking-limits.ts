import { and, eq, gte, inArray, lt, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { COUNTED } from "./appointments.ts";

/** At most `maximum` appointments of the artist, or of one service with the artist, start between two instants. */
export interface InsertLimit {
  fromMs: number;
  toMs: number;
  maximum: number;
  serviceId: string | null;
  reason: "day_full" | "week_full";
}

/** Inside the caller's transaction: whether a limit leaves no room. `except` is not counted: an appointment that moves. */
export function isReached(db: Db, artistId: string, limit: InsertLimit, except = ""): boolean {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(appointments)
    .where(
      and(
        eq(appointments.artistId, artistId),
        ne(appointments.id, except),
        inArray(appointments.status, COUNTED),
        gte(appointments.startMs, limit.fromMs),
        lt(appointments.startMs, limit.toMs),
        limit.serviceId === null ? undefined : eq(appointments.serviceId, limit.serviceId),
      ),
    )
    .get();
  return (row?.count ?? 0) >= limit.maximum;
}
