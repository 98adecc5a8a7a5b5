import { eq, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { newId } from "#lib/core/ids.ts";
import { publicAppointment } from "#lib/core/public-appointment.ts";
import { EVERY_EVENT, PING_EVENT, type WebhookEvent } from "#lib/core/webhook-events.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { appointments } from "../schema/appointments.ts";
import { artists, services } from "../schema/artists.ts";
import { inquiries } from "../schema/inquiries.ts";
import { outbox } from "../schema/system.ts";
import { webhookDeliveries, webhookSubscriptions } from "../schema/webhooks.ts";
import { appointmentEvents } from "./appointment-events.ts";
import type { AppointmentRow } from "./appointments.ts";
import { enqueue } from "./outbox.ts";

const activeSubscriptions = prepared((db) =>
  db
    .select({ id: webhookSubscriptions.id, events: webhookSubscriptions.events })
    .from(webhookSubscriptions)
    .where(eq(webhookSubscriptions.active, true))
    .prepare(),
);

/**
 * Inside the caller's transaction, after a change of an appointment: tells every subscription that asks for what
 * happened. `before` is the row as it was, null for a new one. `at` is epoch milliseconds.
 */
export function queueAppointmentWebhooks(
  db: Db,
  change: { id: string; before: AppointmentRow | null; at: number },
): void {
  const asking = activeSubscriptions(db).all();
  if (asking.length === 0) return;
  const row = db
    .select({
      appointment: appointments,
      artist: { id: artists.id, slug: artists.slug, name: artists.name, timeZone: artists.timeZone },
      service: { id: services.id, name: services.name, durationMinutes: services.durationMinutes },
    })
    .from(appointments)
    .innerJoin(artists, eq(artists.id, appointments.artistId))
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .where(eq(appointments.id, change.id))
    .get();
  if (!row) return;
  const { appointment, artist, service } = row;
  for (const event of appointmentEvents(change.before, appointment))
    queue(db, asking, {
      event,
      about: `appointment:${change.id}`,
      data: { appointment: publicAppointment({ ...appointment, artist, service }) },
      at: change.at,
    });
}

/** Inside the caller's transaction, once an inquiry is stored: tells every subscription that asks for it. */
export function queueInquiryWebhooks(db: Db, created: { id: string; at: number }): void {
  const asking = activeSubscriptions(db).all();
  if (asking.length === 0) return;
  const row = db.select().from(inquiries).where(eq(inquiries.id, created.id)).get();
  if (!row) return;
  const { tokenHash: _, linkGeneration: __, createdAt, updatedAt, expiresAt, ...inquiry } = row;
  const iso = (ms: number) => new Date(ms).toISOString();
  const times = { createdAt: iso(createdAt), updatedAt: iso(updatedAt), expiresAt: iso(expiresAt) };
  queue(db, asking, {
    event: "inquiry.created",
    about: `inquiry:${created.id}`,
    data: { inquiry: { ...inquiry, ...times } },
    at: created.at,
  });
}

/** Inside the caller's transaction: one subscription is tried out. @returns the delivery's id. */
export function queuePing(db: Db, input: { subscriptionId: string; name: string; at: number }): string {
  const { subscriptionId, name, at } = input;
  return store(db, subscriptionId, {
    event: PING_EVENT,
    about: `webhook:${subscriptionId}`,
    data: { webhook: { id: subscriptionId, name } },
    at,
  });
}

interface Told {
  event: WebhookEvent | typeof PING_EVENT;
  about: string;
  data: object;
  at: number;
}

function queue(db: Db, asking: { id: string; events: string[] }[], told: Told): void {
  for (const { id, events } of asking)
    if (events.includes(EVERY_EVENT) || events.includes(told.event)) store(db, id, told);
}

function store(db: Db, subscriptionId: string, { event, about, data, at }: Told): string {
  const id = newId();
  const body = JSON.stringify({ type: event, timestamp: new Date(at).toISOString(), data });
  db.insert(webhookDeliveries)
    .values({ id, subscriptionId, event, about, body, state: "waiting", createdAt: at })
    .run();
  enqueueDelivery(db, id, at);
  return id;
}

/** Inside the caller's transaction: the delivery is sent as soon as may be. */
export function enqueueDelivery(db: Db, id: string, at: number): void {
  enqueue(db, {
    id: `webhook:${id}`,
    kind: "webhook",
    appointmentId: null,
    payload: { delivery: id },
    nextAttemptAt: at,
    createdAt: at,
  });
}

/**
 * Inside the caller's transaction, when somebody is forgotten: what was sent or waits about these
 * (`appointment:<id>`, `inquiry:<id>`) loses its body, and the receiver's answer, which may repeat it; it is not sent again.
 */
export function redactWebhooks(db: Db, about: string[]): void {
  const rows = db
    .update(webhookDeliveries)
    .set({ body: "", error: firstLineOf(webhookDeliveries.error) })
    .where(oneOf(webhookDeliveries.about, about))
    .returning({ id: webhookDeliveries.id, state: webhookDeliveries.state })
    .all();
  const waiting = rows.flatMap(({ id, state }) => (state === "waiting" || state === "failed" ? [id] : []));
  if (waiting.length === 0) return;
  db.update(webhookDeliveries)
    .set({ state: "given_up", error: "forgotten" })
    .where(oneOf(webhookDeliveries.id, waiting))
    .run();
  const rowIds = waiting.map((id) => `webhook:${id}`);
  db.delete(outbox).where(oneOf(outbox.id, rowIds)).run();
}

/** What failed stands in the first line, what the receiver answered below it. */
function firstLineOf(column: AnySQLiteColumn) {
  return sql`substr(${column}, 1, instr(${column} || char(10), char(10)) - 1)`;
}

/** However many there are: SQLite takes so many parameters only. */
function oneOf(column: AnySQLiteColumn, values: string[]) {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
