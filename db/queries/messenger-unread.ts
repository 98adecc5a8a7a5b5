import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";

/** Counting ends here: "100" reads as "100 or more". */
export const MOST_UNREAD = 100;

interface Reader {
  roomId: string;
  /** messenger_users.id */
  userId: string;
  readSeq: number;
  /** What was said before somebody was there is nothing they have not read, epoch milliseconds. */
  since: number;
}

const unread = prepared(({ $client }) =>
  $client.prepare<[Reader & { most: number }], { count: number }>(`
    SELECT count(*) AS count FROM (
      SELECT 1 FROM messenger_messages
      WHERE room_id = @roomId AND seq > @readSeq AND created_at >= @since
        AND removed_at IS NULL AND sender_id IS NOT @userId
      LIMIT @most)`),
);

/** Others' messages that somebody has not read, at most MOST_UNREAD. */
export function countUnread(db: Db, reader: Reader): number {
  return unread(db).get({ ...reader, most: MOST_UNREAD })?.count ?? 0;
}
