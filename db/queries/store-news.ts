import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { notifications } from "../schema/messenger.ts";
import { outbox } from "../schema/system.ts";
import { insertEvent, notificationData } from "./messenger-events.ts";
import { insertMessage } from "./messenger-messages.ts";
import { ensureRoom, publicRoomId, type RoomPlace, type RoomRow } from "./messenger-rooms.ts";
import { findByIdempotencyKey, type NotificationRow } from "./notifications.ts";
import { enqueue, type NewOutboxRow, type OutboxRow } from "./outbox.ts";
import { NEWS_QUEUE } from "./queue-news.ts";

/** What one person is told. */
export interface PersonalNews {
  /** Null where neither the bell nor a chat tells it. */
  notification: NewsNotification | null;
  /** Whether their bell has it. */
  bell: boolean;
  /** Rooms of theirs that say it now. */
  rooms: RoomPlace[];
  /** Rows of the outbox: mails, and what waits for the end of their quiet hours. */
  rows: NewOutboxRow[];
}

export interface NewsNotification
  extends Pick<
    NotificationRow,
    "tenantId" | "eventType" | "title" | "body" | "priority" | "clickUrl" | "about"
  > {
  /** messenger_users.id */
  targetUserId: string;
  /** Who says it in a room, as shown. */
  senderName: string;
  /** The same key tells nobody twice. */
  key: string;
}

/** Of our own news, in notifications.sent_by and source_app. */
const OURS = { sentBy: "parlour", sourceApp: "Parlour" } as const;

/**
 * Tells news that wait in the outbox, to everybody at once: the row goes and what it became is there, or nothing is.
 * @returns false, changing nothing, when the row was told or taken back meanwhile
 */
export async function tellNews(
  db: Db,
  row: Pick<OutboxRow, "id" | "revision">,
  people: readonly PersonalNews[],
  nowMs: number,
): Promise<boolean> {
  return transaction(db, () => {
    if (!takeRow(db, row)) return false;
    for (const one of people) storeNews(db, one, nowMs);
    return true;
  });
}

/**
 * Inside the caller's transaction: tells one person. In rooms it is a message that carries the notification; only the
 * bell announces the notification itself, so that it stands there once, however many rooms say it, or not at all.
 */
export function storeNews(db: Db, news: PersonalNews, nowMs: number): SaidInRoom[] {
  for (const row of news.rows) enqueue(db, row);
  if (!news.notification) return [];
  const { key, senderName, ...told } = news.notification;
  const waits = news.rooms.length > 0 || news.rows.some(({ payload }) => payload.held !== undefined);
  const stored = db
    .insert(notifications)
    .values({
      ...told,
      ...OURS,
      id: newId(),
      targetType: "dm",
      status: waits ? "queued" : "sent",
      idempotencyKey: key,
      createdAt: nowMs,
      deliveredAt: waits ? null : nowMs,
    })
    .onConflictDoNothing()
    .returning()
    .get();
  if (!stored) return [];
  if (news.bell)
    insertEvent(db, {
      tenantId: stored.tenantId,
      type: "notification",
      userId: stored.targetUserId,
      notificationId: stored.id,
      data: notificationData(stored, null, null),
      at: nowMs,
    });
  return sayIn(db, { notification: stored, rooms: news.rooms, senderName }, nowMs);
}

/** As `storeNews`, by itself. */
export async function tellOne(db: Db, news: PersonalNews, nowMs: number): Promise<SaidInRoom[]> {
  return transaction(db, () => storeNews(db, news, nowMs));
}

/** A message on its way. */
export interface SaidInRoom {
  room: RoomRow;
  messageId: string;
}

function sayIn(
  db: Db,
  said: { notification: NotificationRow; rooms: readonly RoomPlace[]; senderName: string },
  nowMs: number,
): SaidInRoom[] {
  const { notification, senderName } = said;
  return said.rooms.map((place) => {
    const room = ensureRoom(db, place, nowMs);
    const eventId = `$${newId()}`;
    const message = insertMessage(
      db,
      room,
      {
        senderName,
        body: [notification.title, notification.body].filter(Boolean).join("\n"),
        msgType: notification.priority === "urgent" ? "m.text" : "m.notice",
        notificationId: notification.id,
        eventId,
        createdAt: nowMs,
      },
      { outgoing: true },
    );
    insertEvent(db, {
      tenantId: room.tenantId,
      type: "new_message",
      roomId: room.id,
      data: {
        room_id: publicRoomId(room),
        event_id: eventId,
        sender: "",
        sender_hub_user_id: null,
        sender_display_name: senderName,
        body: message.body,
        msg_type: message.msgType,
        created_at: new Date(nowMs).toISOString(),
      },
      at: nowMs,
    });
    db.update(notifications).set({ roomId: room.id }).where(eq(notifications.id, notification.id)).run();
    return { room, messageId: message.id };
  });
}

/** News that wait for the end of somebody's quiet hours, in the order in which they came. */
export function listHeldNews(db: Db, userId: string): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.kind, "messenger"),
        isNull(outbox.deadAt),
        sql`${outbox.payload} ->> 'to' = ${NEWS_QUEUE}`,
        sql`${outbox.payload} ->> 'held' = ${userId}`,
      ),
    )
    .orderBy(asc(sql`${outbox}.rowid`))
    .all();
}

/** What was held, said now. */
export interface HeldNews {
  row: Pick<OutboxRow, "id" | "revision">;
  /** Of the notification that says it, `NewsNotification.key`; there may be none. */
  key: string;
  tenantId: string;
  rooms: RoomPlace[];
  rows: NewOutboxRow[];
  senderName: string;
}

/** The quiet hours of somebody are over: everything that was held is told at once, each once. */
export async function tellHeldNews(db: Db, held: readonly HeldNews[], nowMs: number): Promise<void> {
  transaction(db, () => {
    for (const { row, key, tenantId, rooms, rows, senderName } of held) {
      if (!takeRow(db, row)) continue;
      for (const mail of rows) enqueue(db, mail);
      const notification = findByIdempotencyKey(db, { tenantId, sentBy: OURS.sentBy, idempotencyKey: key });
      if (!notification) continue;
      if (rooms.length === 0)
        db.update(notifications)
          .set({ status: "sent", deliveredAt: nowMs })
          .where(eq(notifications.id, notification.id))
          .run();
      sayIn(db, { notification, rooms, senderName }, nowMs);
    }
  });
}

function takeRow(db: Db, { id, revision }: Pick<OutboxRow, "id" | "revision">): boolean {
  return (
    db
      .delete(outbox)
      .where(and(eq(outbox.id, id), eq(outbox.revision, revision)))
      .run().changes === 1
  );
}

/** Held for longer: due again at `until`, epoch milliseconds. */
export async function holdNews(db: Db, row: OutboxRow, until: number): Promise<void> {
  transaction(db, () => {
    const still = db.select({ id: outbox.id }).from(outbox).where(eq(outbox.id, row.id)).get();
    if (still) enqueue(db, { ...row, nextAttemptAt: until });
  });
}
