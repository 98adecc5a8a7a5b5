import { and, asc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { messengerMessages, notifications } from "../schema/messenger.ts";
import { matrixTransactions, messengerEvents, messengerTickets } from "../schema/messenger-events.ts";
import { tellOfChange } from "./messenger-deliveries.ts";

/** Each forgets at most `limit` rows of before `beforeMs`, in one short transaction. @returns how many */
type Forget = (db: Db, beforeMs: number, limit: number) => number;

export const forgetEvents: Forget = (db, beforeMs, limit) => {
  const old = db
    .select({ seq: messengerEvents.seq })
    .from(messengerEvents)
    .where(lt(messengerEvents.at, beforeMs))
    .orderBy(asc(messengerEvents.at))
    .limit(limit);
  return db.delete(messengerEvents).where(inArray(messengerEvents.seq, old)).run().changes;
};

/** Not what still waits to be told. */
export const forgetNotifications: Forget = (db, beforeMs, limit) => {
  const old = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(lt(notifications.createdAt, beforeMs), ne(notifications.status, "queued")))
    .orderBy(asc(notifications.createdAt))
    .limit(limit);
  return db.delete(notifications).where(inArray(notifications.id, old)).run().changes;
};

export const forgetTickets: Forget = (db, beforeMs, limit) => {
  const old = db
    .select({ hash: messengerTickets.ticketHash })
    .from(messengerTickets)
    .where(lt(messengerTickets.expiresAt, beforeMs))
    .limit(limit);
  return db.delete(messengerTickets).where(inArray(messengerTickets.ticketHash, old)).run().changes;
};

export const forgetTransactions: Forget = (db, beforeMs, limit) => {
  const old = db
    .select({ txnId: matrixTransactions.txnId })
    .from(matrixTransactions)
    .where(lt(matrixTransactions.at, beforeMs))
    .orderBy(asc(matrixTransactions.at))
    .limit(limit);
  return db.delete(matrixTransactions).where(inArray(matrixTransactions.txnId, old)).run().changes;
};

/**
 * Inside the caller's transaction: what was told of these things (`notifications.about`, `appointment:<id>`) is forgotten
 * here: the notifications, their events, the words of their messages. What still waited goes out no more; what a
 * transport has, it keeps. `wakeListeners()` after it. @returns how many notifications
 */
export function forgetNotificationsAbout(db: Db, about: readonly string[], nowMs: number): number {
  // A list in one parameter: there may be more than SQLite takes.
  const isAbout = sql`${notifications.about} IN (SELECT value FROM json_each(${JSON.stringify(about)}))`;
  const ids = db.select({ id: notifications.id }).from(notifications).where(isAbout);
  const said = db
    .select({ message: messengerMessages, tenantId: notifications.tenantId })
    .from(messengerMessages)
    .innerJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
    .where(isAbout)
    .all();
  for (const { message, tenantId } of said) {
    // The events that repeat its words are told to nobody again.
    if (message.eventId !== null)
      db.delete(messengerEvents)
        .where(
          and(
            eq(messengerEvents.tenantId, tenantId),
            eq(messengerEvents.roomId, message.roomId),
            inArray(messengerEvents.type, ["new_message", "message_changed"]),
            sql`${messengerEvents.data} ->> '$.event_id' = ${message.eventId}`,
          ),
        )
        .run();
    db.update(messengerMessages)
      .set({
        body: "",
        removedAt: message.removedAt ?? nowMs,
        notificationId: null,
        ...(message.state === "queued" && {
          state: "failed",
          error: "It was forgotten before its turn came.",
        }),
      })
      .where(eq(messengerMessages.id, message.id))
      .run();
    tellOfChange(db, message, { body: "", removed: true }, nowMs);
  }
  db.delete(messengerEvents).where(inArray(messengerEvents.notificationId, ids)).run();
  return db.delete(notifications).where(isAbout).run().changes;
}
