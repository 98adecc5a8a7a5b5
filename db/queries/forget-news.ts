import { and, inArray, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { outbox } from "../schema/system.ts";
import { forgetNotificationsAbout } from "./forget-messenger.ts";
import { oneOf } from "./one-of.ts";

/**
 * Inside the caller's transaction: forgets what the studio's people were told of these appointments, by whatever
 * channel, and what waits to be told: for the wait in which a step can be taken back, or for somebody's morning.
 */
export function forgetNews(db: Db, appointmentIds: readonly string[], nowMs: number): void {
  const isAbout = or(
    oneOf(outbox.appointmentId, appointmentIds),
    // What somebody's quiet hours hold is not the appointment's own row.
    oneOf(sql`${outbox.payload} ->> 'appointment'`, appointmentIds),
  );
  db.delete(outbox)
    .where(and(inArray(outbox.kind, ["messenger", "notice"]), isAbout))
    .run();
  const about = appointmentIds.map((id) => `appointment:${id}`);
  forgetNotificationsAbout(db, about, nowMs);
}
