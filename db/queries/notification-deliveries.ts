import { and, desc, eq, inArray, lt, lte, ne, or } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import {
  messengerMessages,
  messengerRooms,
  messengerUsers,
  notifications,
  serviceTokens,
} from "../schema/messenger.ts";
import type { PlacedNotification } from "./find-notification.ts";
import { tellOfChange } from "./messenger-deliveries.ts";
import { queueRoom } from "./messenger-messages.ts";
import type { RoomRow } from "./messenger-rooms.ts";
import type { NotificationRow } from "./notifications.ts";

/** So many are looked at for one page at most, whatever state is asked for. */
const MOST_LOOKED_AT = 20_000;

/** A notification as admins look after it. */
export interface NotificationDelivery extends PlacedNotification {
  /** Who sent it, as the token is called; null for the environment's token, and for our own news. */
  tokenName: string | null;
  /** Whom it is for; null where it is for a room. */
  targetName: string | null;
}

export interface DeliveryCursor {
  createdAt: number;
  id: string;
}

/** Of one tenant, newest first. @returns `next` where there may be more, also where this page is empty */
export function listNotificationDeliveries(
  db: Db,
  tenantId: string,
  page: { status?: NotificationRow["status"] | undefined; after: DeliveryCursor | null; limit: number },
): { deliveries: NotificationDelivery[]; next: DeliveryCursor | null } {
  const { status, after, limit } = page;
  const looked = db
    .select({ id: notifications.id, createdAt: notifications.createdAt, status: notifications.status })
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        // Written so that the index leads to where the page begins.
        after
          ? and(
              lte(notifications.createdAt, after.createdAt),
              or(lt(notifications.createdAt, after.createdAt), lt(notifications.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(status === undefined ? limit + 1 : MOST_LOOKED_AT)
    .as("looked");
  const found = db
    .select({ id: looked.id, createdAt: looked.createdAt })
    .from(looked)
    .where(status && eq(looked.status, status))
    .orderBy(desc(looked.createdAt), desc(looked.id))
    .limit(limit + 1)
    .all();
  const shown = found.slice(0, limit);
  if (found.length > limit) return { deliveries: readAll(db, shown), next: shown.at(-1) ?? null };
  const last = db
    .select({ id: looked.id, createdAt: looked.createdAt })
    .from(looked)
    .limit(1)
    .offset(MOST_LOOKED_AT - 1)
    .get();
  return { deliveries: readAll(db, shown), next: last ?? null };
}

function readAll(db: Db, shown: { id: string }[]): NotificationDelivery[] {
  return db
    .select({
      notification: notifications,
      room: messengerRooms,
      matrixEventId: messengerMessages.matrixEventId,
      tokenName: serviceTokens.name,
      targetName: messengerUsers.displayName,
    })
    .from(notifications)
    .leftJoin(messengerRooms, eq(messengerRooms.id, notifications.roomId))
    .leftJoin(
      messengerMessages,
      and(
        eq(messengerMessages.notificationId, notifications.id),
        eq(messengerMessages.roomId, notifications.roomId),
      ),
    )
    .leftJoin(serviceTokens, eq(serviceTokens.id, notifications.sentBy))
    .leftJoin(messengerUsers, eq(messengerUsers.id, notifications.targetUserId))
    .where(
      inArray(
        notifications.id,
        shown.map(({ id }) => id),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .all();
}

export type RetriedNotification =
  /** Of our own news there may be several, in several rooms. */
  | { outcome: "queued"; waiting: { room: Pick<RoomRow, "id" | "transport">; messageId: string }[] }
  | { outcome: "not_found" | "sent" | "expired" | "nothing_waits" };

/** What was given up goes out again in its old place; what still waits is due at once. */
export async function retryNotification(
  db: Db,
  { tenantId, id }: { tenantId: string; id: string },
  nowMs: number,
): Promise<RetriedNotification> {
  return transaction(db, (): RetriedNotification => {
    const isIt = and(eq(notifications.id, id), eq(notifications.tenantId, tenantId));
    const notification = db.select().from(notifications).where(isIt).get();
    if (!notification) return { outcome: "not_found" };
    const left = db
      .select({ message: messengerMessages, room: messengerRooms })
      .from(messengerMessages)
      .innerJoin(messengerRooms, eq(messengerRooms.id, messengerMessages.roomId))
      .where(and(eq(messengerMessages.notificationId, id), ne(messengerMessages.state, "sent")))
      .all();
    if (left.length === 0) return { outcome: notification.status === "sent" ? "sent" : "nothing_waits" };
    if (notification.expiresAt !== null && notification.expiresAt <= nowMs) return { outcome: "expired" };
    const again = { error: null, deliveredAt: null };
    for (const { message, room } of left) {
      if (message.state === "failed") {
        const isMessage = eq(messengerMessages.id, message.id);
        db.update(messengerMessages)
          .set({ ...again, state: "queued" })
          .where(isMessage)
          .run();
        tellOfChange(db, message, { state: "queued" }, nowMs);
      }
      queueRoom(db, room, nowMs, nowMs);
    }
    db.update(notifications)
      // A person asks for it: nobody's quiet hours hold it any more.
      .set({ ...again, status: "queued", notBefore: null })
      .where(isIt)
      .run();
    return { outcome: "queued", waiting: left.map(({ message, room }) => ({ room, messageId: message.id })) };
  });
}
