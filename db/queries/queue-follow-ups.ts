import { and, desc, eq, sql } from "drizzle-orm";
import type { WebhookEvent } from "#lib/core/webhook-events.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { appointments } from "../schema/appointments.ts";
import { followUpRuns, followUps } from "../schema/integrations.ts";
import { outbox } from "../schema/system.ts";
import { appointmentEvents } from "./appointment-events.ts";
import { type AppointmentRow, MOVED } from "./appointments.ts";
import { enqueue, LONGEST_WAIT_MS } from "./outbox.ts";

export type FollowUpEvent = (typeof followUps.$inferSelect)["event"];
export type FollowUpConnector = (typeof followUps.$inferSelect)["connector"];

/** What follows follows these and nothing else: a request that is declined or expires was never an appointment. */
const EVENTS: Partial<Record<WebhookEvent, FollowUpEvent>> = {
  "appointment.requested": "requested",
  "appointment.confirmed": "confirmed",
  "appointment.cancelled": "cancelled",
};

const activeFollowUps = prepared((db) =>
  db
    .select({ id: followUps.id, event: followUps.event, connector: followUps.connector })
    .from(followUps)
    .where(eq(followUps.active, true))
    .prepare(),
);

const runsOf = prepared((db) =>
  db
    .select({ id: followUpRuns.id, followUpId: followUpRuns.followUpId, state: followUpRuns.state })
    .from(followUpRuns)
    .where(
      and(
        eq(followUpRuns.appointmentId, sql.placeholder("appointmentId")),
        sql`substr(${followUpRuns.id}, 1, length(${sql.placeholder("prefix")})) = ${sql.placeholder("prefix")}`,
      ),
    )
    .prepare(),
);

const lastRun = prepared((db) =>
  db
    .select({ state: followUpRuns.state, error: followUpRuns.error })
    .from(followUpRuns)
    .where(
      and(
        eq(followUpRuns.appointmentId, sql.placeholder("appointmentId")),
        eq(followUpRuns.followUpId, sql.placeholder("followUpId")),
      ),
    )
    // In the order of writing, whatever the clock did.
    .orderBy(desc(sql`${followUpRuns}.rowid`))
    .limit(1)
    .prepare(),
);

/**
 * Inside the caller's transaction, after a change of an appointment: one run, and its row in the outbox, for everything
 * that follows. `before` is the row as it was, null for a new one; `at` is epoch milliseconds. What a customer did goes
 * at once, everybody else's step after the wait in which it can be taken back.
 */
export function queueFollowUps(
  db: Db,
  change: {
    id: string;
    before: AppointmentRow | null;
    at: number;
    /** Who made the change, as the history has it. */
    by: string;
    /**
     * The version of a step that is taken back: what waits for it goes, and only they hear more who heard of it, or who
     * were not told of what it is gone back to, because it was not so while the step stood.
     */
    takesBackVersion?: number | undefined;
  },
): void {
  const { id, at, takesBackVersion } = change;
  const heard = takesBackVersion === undefined ? null : takeBack(db, { id, version: takesBackVersion, at });
  const active = activeFollowUps(db).all();
  if (active.length === 0) return;
  const after = db.select().from(appointments).where(eq(appointments.id, id)).get();
  if (!after) return;
  for (const happened of appointmentEvents(change.before, after))
    for (const { id: followUpId, event, connector } of active) {
      if (EVENTS[happened] !== event) continue;
      // The team hears of the time that was chosen instead; this one was never called off.
      if (event === "cancelled" && after.statusReason === MOVED) continue;
      if (heard !== null && !heard.has(connector) && !wasUntrue(db, id, followUpId)) continue;
      const runId = `${id}:${after.version}:${followUpId}`;
      const run = { id: runId, followUpId, appointmentId: id, state: "waiting" as const, createdAt: at };
      db.insert(followUpRuns).values(run).onConflictDoNothing().run();
      enqueue(db, {
        id: `follow_up:${runId}`,
        kind: "follow_up",
        appointmentId: id,
        // `to` keeps the order of what one system is told of one appointment, and no system waits for another.
        payload: { run: runId, to: connector },
        nextAttemptAt: change.by === "customer" ? at : at + LONGEST_WAIT_MS,
        createdAt: at,
      });
    }
}

/**
 * Takes back what still waits for a step, also where somebody has it in hand: `markSending` refuses it then.
 * @returns the connectors that were told of it, or may have been.
 */
function takeBack(db: Db, step: { id: string; version: number; at: number }): Set<string> {
  const prefix = `${step.id}:${step.version}:`;
  const heard = new Set<string>();
  for (const { id, followUpId, state } of runsOf(db).all({ appointmentId: step.id, prefix })) {
    if (state === "sending" || state === "done") heard.add(connectorOf(followUpId));
    if (state !== "waiting") continue;
    db.delete(outbox)
      .where(eq(outbox.id, `follow_up:${id}`))
      .run();
    const set = { state: "skipped", error: "taken_back", doneAt: step.at } as const;
    db.update(followUpRuns).set(set).where(eq(followUpRuns.id, id)).run();
  }
  return heard;
}

/** Whether this was left out the last time because it was not so just then. */
function wasUntrue(db: Db, appointmentId: string, followUpId: string): boolean {
  const last = lastRun(db).get({ appointmentId, followUpId });
  return last?.state === "skipped" && last.error === "untrue";
}

/** Of `confirmed:todoist`. */
function connectorOf(followUpId: string): string {
  return followUpId.slice(followUpId.indexOf(":") + 1);
}
