import { eq, sql } from "drizzle-orm";
import type { WebhookEvent } from "#lib/core/webhook-events.ts";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { outbox } from "../schema/system.ts";
import { appointmentEvents } from "./appointment-events.ts";
import { type AppointmentRow, MOVED } from "./appointments.ts";
import type { AuditEntry } from "./audit.ts";
import { hasNewsReader } from "./news-choices.ts";
import { enqueue, LONGEST_WAIT_MS } from "./outbox.ts";

/** What happened to an appointment, as people are told of it. */
export const HAPPENED = ["requested", "confirmed", "rescheduled", "declined", "cancelled"] as const;
export type Happened = (typeof HAPPENED)[number];

const OF_EVENT: Partial<Record<WebhookEvent, Happened>> = {
  "appointment.requested": "requested",
  "appointment.confirmed": "confirmed",
  "appointment.rescheduled": "rescheduled",
  "appointment.declined": "declined",
  "appointment.cancelled": "cancelled",
};

/** The queue of the outbox that news go through: kind `messenger`, to this. */
export const NEWS_QUEUE = "news";

/** News of one appointment, and of one of its versions, have ids that begin so. */
function newsId(appointmentId: string, version: number): string {
  return `news:${appointmentId}:${version}`;
}

/**
 * Inside the caller's transaction, after a change of an appointment: one row in the outbox, `news:<appointment>:<version>`,
 * that is told to whoever chose to hear of it (lib/news/deliver-news.ts), at most one a change. `before` is the row as it
 * was, null for a new one; `at` is epoch milliseconds. What a customer did goes at once, everybody else's step after the
 * wait in which it can be taken back; taken back within it, nobody hears of either.
 */
export function queueNews(
  db: Db,
  change: {
    id: string;
    before: AppointmentRow | null;
    at: number;
    /** Who made the change; they are not told of it. */
    by: Pick<AuditEntry, "actorKind" | "actorId" | "actorName">;
    /** The version of a step that is taken back. */
    takesBackVersion?: number | undefined;
  },
): void {
  const { id, before, at, by, takesBackVersion } = change;
  if (takesBackVersion !== undefined && withdrawNews(db, id, takesBackVersion)) return;
  const after = db.select().from(appointments).where(eq(appointments.id, id)).get();
  if (!after) return;
  // The last says most: of a request that was moved and confirmed that it is confirmed, with its new time.
  const happened = appointmentEvents(before, after)
    .flatMap((event) => OF_EVENT[event] ?? [])
    .at(-1);
  if (!happened) return;
  // They hear of the time that was chosen instead; this one was never called off.
  if (happened === "cancelled" && after.statusReason === MOVED) return;
  if (!hasNewsReader(db, after.artistId, by.actorId ?? "")) return;
  const wasHeld = before === null || before.status === "HELD";
  enqueue(db, {
    id: newsId(id, after.version),
    kind: "messenger",
    appointmentId: id,
    payload: {
      to: NEWS_QUEUE,
      happened,
      version: String(after.version),
      status: after.status,
      reason: after.statusReason ?? "",
      startMs: String(after.startMs),
      endMs: String(after.endMs),
      ...(wasHeld ? {} : { beforeMs: String(before.startMs), wasStatus: before.status }),
      byKind: by.actorKind,
      byId: by.actorId ?? "",
      byName: by.actorName,
      at: String(at),
    },
    nextAttemptAt: by.actorKind === "customer" ? at : at + LONGEST_WAIT_MS,
    createdAt: at,
  });
}

/** Takes back what nobody was told of yet. @returns whether there was something. */
function withdrawNews(db: Db, id: string, version: number): boolean {
  return (
    db
      .delete(outbox)
      .where(sql`${outbox.id} = ${newsId(id, version)}`)
      .run().changes > 0
  );
}
