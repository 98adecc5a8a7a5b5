import { and, desc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { DAY } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { notifications } from "../schema/messenger.ts";
import { announceMessage } from "./messenger-events.ts";
import { insertMessage } from "./messenger-messages.ts";
import { ensureRoom, type RoomPlace, type RoomRow } from "./messenger-rooms.ts";

export type NotificationRow = typeof notifications.$inferSelect;

/** How long a dedupe key is remembered. */
const DEDUPE_MS = DAY;

export interface NewNotification
  extends Pick<
      NotificationRow,
      "tenantId" | "sentBy" | "sourceApp" | "eventType" | "title" | "targetType" | "priority"
    >,
    Partial<typeof EMPTY> {
  /** The room it is told in. */
  place: RoomPlace;
}

export type StoredNotification =
  | {
      /** `known`: its idempotency key came before; `duplicate`: its dedupe key did. Both tell nobody anything. */
      outcome: "stored" | "known" | "duplicate";
      notification: NotificationRow;
      room: RoomRow | null;
      /** The message that waits for the room's transport; null where nothing new waits. */
      waitingMessageId: string | null;
    }
  /** The idempotency key came before, with another body. */
  | { outcome: "mismatch" };

/**
 * Inside the caller's transaction: stores a notification with its room (made where there is none), message and outbox
 * row. In a room without transport browsers are told at once (`wakeListeners()` after the transaction); in others
 * `awaitDelivery` follows, or the worker.
 */
export function storeNotification(db: Db, input: NewNotification, nowMs: number): StoredNotification {
  const known = findByIdempotencyKey(db, input);
  if (known && known.requestHash !== (input.requestHash ?? null)) return { outcome: "mismatch" };
  if (known) return { outcome: "known", notification: known, room: null, waitingMessageId: null };
  const first = findDuplicate(db, input, nowMs);
  if (first) {
    db.update(notifications)
      .set({ duplicates: sql`${notifications.duplicates} + 1` })
      .where(eq(notifications.id, first.id))
      .run();
    return { outcome: "duplicate", notification: first, room: null, waitingMessageId: null };
  }
  const { place, ...given } = input;
  const told = { ...EMPTY, ...given };
  const room = ensureRoom(db, place, nowMs);
  const goesOut = room.transport !== "none";
  const notification = insertRow(db).get({
    ...told,
    id: newId(),
    roomId: room.id,
    createdAt: nowMs,
    status: goesOut ? "queued" : "sent",
    deliveredAt: goesOut ? null : nowMs,
  });
  const message = insertMessage(
    db,
    room,
    {
      senderName: told.sourceApp,
      body: [told.title, told.body].filter(Boolean).join("\n"),
      msgType: told.priority === "urgent" ? "m.text" : "m.notice",
      notificationId: notification.id,
      createdAt: nowMs,
    },
    { outgoing: true, ...(told.notBefore !== null && { notBeforeMs: told.notBefore }) },
  );
  if (!goesOut) announceMessage(db, message.id, nowMs);
  return { outcome: "stored", notification, room, waitingMessageId: goesOut ? message.id : null };
}

const EMPTY: Pick<
  NotificationRow,
  | "body"
  | "entityType"
  | "entityId"
  | "targetUserId"
  | "clickUrl"
  | "tags"
  | "dedupeKey"
  | "expiresAt"
  | "notBefore"
  | "idempotencyKey"
  | "requestHash"
> = {
  body: "",
  entityType: null,
  entityId: null,
  targetUserId: null,
  clickUrl: null,
  tags: [],
  dedupeKey: null,
  expiresAt: null,
  notBefore: null,
  idempotencyKey: null,
  requestHash: null,
};

const insertRow = prepared((db) => {
  const value = sql.placeholder;
  return db
    .insert(notifications)
    .values({
      id: value("id"),
      tenantId: value("tenantId"),
      sentBy: value("sentBy"),
      sourceApp: value("sourceApp"),
      eventType: value("eventType"),
      title: value("title"),
      body: value("body"),
      targetType: value("targetType"),
      entityType: value("entityType"),
      entityId: value("entityId"),
      targetUserId: value("targetUserId"),
      priority: value("priority"),
      clickUrl: value("clickUrl"),
      tags: value("tags"),
      dedupeKey: value("dedupeKey"),
      expiresAt: value("expiresAt"),
      notBefore: value("notBefore"),
      status: value("status"),
      roomId: value("roomId"),
      idempotencyKey: value("idempotencyKey"),
      requestHash: value("requestHash"),
      createdAt: value("createdAt"),
      deliveredAt: value("deliveredAt"),
    })
    .returning()
    .prepare();
});

const byIdempotencyKey = prepared((db) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, sql.placeholder("tenantId")),
        eq(notifications.sentBy, sql.placeholder("sentBy")),
        eq(notifications.idempotencyKey, sql.placeholder("key")),
      ),
    )
    .prepare(),
);

/** What one sender sent with this idempotency key. */
export function findByIdempotencyKey(
  db: Db,
  { tenantId, sentBy, idempotencyKey }: Pick<NewNotification, "tenantId" | "sentBy" | "idempotencyKey">,
): NotificationRow | undefined {
  if (!idempotencyKey) return undefined;
  return byIdempotencyKey(db).get({ tenantId, sentBy, key: idempotencyKey });
}

/** SQLite would rather read all that was told today in its order than look for the key (sqlite.org/optoverview.html). */
const withoutIndex = sql`+${notifications.createdAt}`;

const byDedupeKey = prepared((db) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, sql.placeholder("tenantId")),
        eq(notifications.sourceApp, sql.placeholder("sourceApp")),
        eq(notifications.dedupeKey, sql.placeholder("key")),
        gt(withoutIndex, sql.placeholder("after")),
        ne(notifications.status, "failed"),
        // One that waits and may not be told any more tells nobody either.
        or(
          ne(notifications.status, "queued"),
          isNull(notifications.expiresAt),
          gt(notifications.expiresAt, sql.placeholder("nowMs")),
        ),
      ),
    )
    .orderBy(desc(withoutIndex))
    .limit(1)
    .prepare(),
);

function findDuplicate(
  db: Db,
  { tenantId, sourceApp, dedupeKey }: NewNotification,
  nowMs: number,
): NotificationRow | undefined {
  if (!dedupeKey) return undefined;
  return byDedupeKey(db).get({ tenantId, sourceApp, key: dedupeKey, after: nowMs - DEDUPE_MS, nowMs });
}
