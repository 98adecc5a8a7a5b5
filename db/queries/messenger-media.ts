import { and, eq, exists, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMedia, messengerMessages, messengerRooms } from "../schema/messenger.ts";
import type { RoomRow } from "./messenger-rooms.ts";

/** A file of a room; its message has the same id (`insertMessage`). */
export type MediaRow = typeof messengerMedia.$inferSelect;

/** Inside the caller's transaction, beside the message that shows it. */
export function insertMedia(db: Db, media: typeof messengerMedia.$inferInsert): MediaRow {
  return db.insert(messengerMedia).values(media).returning().get();
}

const queries = prepared((db) => ({
  withRoom: db
    .select({ media: messengerMedia, room: messengerRooms })
    .from(messengerMedia)
    .innerJoin(messengerRooms, eq(messengerRooms.id, messengerMedia.roomId))
    .innerJoin(messengerMessages, eq(messengerMessages.id, messengerMedia.id))
    .where(
      and(
        eq(messengerMedia.id, sql.placeholder("id")),
        eq(messengerMedia.tenantId, sql.placeholder("tenantId")),
        isNull(messengerMessages.removedAt),
      ),
    )
    .prepare(),
  mxc: db
    .select({ mxc: messengerMedia.mxc })
    .from(messengerMedia)
    .innerJoin(messengerMessages, eq(messengerMessages.id, messengerMedia.id))
    .where(and(eq(messengerMedia.id, sql.placeholder("id")), isNull(messengerMessages.removedAt)))
    .prepare(),
}));

/** A file of this tenant whose message was not removed, with its room. */
export function findMedia(
  db: Db,
  tenantId: string,
  id: string,
): { media: MediaRow; room: RoomRow } | undefined {
  return queries(db).withRoom.get({ id, tenantId });
}

/** The homeserver has it: what lies here is a copy from now on. */
export function noteMediaAddress(db: Db, id: string, mxc: string): void {
  db.update(messengerMedia).set({ mxc }).where(eq(messengerMedia.id, id)).run();
}

/** Whether its bytes lie here. */
export function noteMediaKept(db: Db, id: string, kept: boolean): void {
  db.update(messengerMedia).set({ kept }).where(eq(messengerMedia.id, id)).run();
}

/** What the bytes under this id are: the only ones there are, a copy of the homeserver's, or nobody's any more. */
export function mediaOnDisk(db: Db, id: string): "only" | "copy" | "gone" {
  const row = queries(db).mxc.get({ id });
  if (!row) return "gone";
  return row.mxc === null ? "only" : "copy";
}

/** Takes the records of files whose messages were removed; their bytes are nobody's from then on. */
export async function forgetRemovedMedia(db: Db): Promise<void> {
  const removed = db
    .select({ id: messengerMessages.id })
    .from(messengerMessages)
    .where(and(eq(messengerMessages.id, messengerMedia.id), isNotNull(messengerMessages.removedAt)));
  db.delete(messengerMedia).where(exists(removed)).run();
}
