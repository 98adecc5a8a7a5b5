import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import type { RoomRow } from "./messenger-rooms.ts";
import { MOST_UNREAD } from "./messenger-unread.ts";
import type { MessengerUser } from "./messenger-users.ts";

/** A room as a member sees it. */
export interface ListedRoom
  extends Pick<
    RoomRow,
    "id" | "kind" | "name" | "topic" | "entityType" | "entityId" | "transport" | "matrixRoomId" | "createdAt"
  > {
  unread: number;
  members: number;
  /** The newest message that was not removed; null without one. */
  lastBody: string | null;
  lastSenderName: string | null;
  lastMsgType: string | null;
  lastAt: number | null;
  /** The other of a dm; null where the service talks to somebody. */
  otherHubUserId: string | null;
  otherName: string | null;
}

interface Asked {
  tenantId: string;
  userId: string;
  since: number;
  most: number;
  /** One room alone. */
  roomId: string | null;
  /** In its name, folded; null for all. */
  q: string | null;
}

/** The rooms are chosen first, so that only what is shown is counted. */
const listed = prepared(({ $client }) =>
  $client.prepare<[Asked & { mostUnread: number }], ListedRoom>(`
    WITH shown AS MATERIALIZED (
      SELECT r.*, m.read_seq, m.state, other.hub_user_id AS other_id, other.display_name AS other_name,
        coalesce((SELECT created_at FROM messenger_messages WHERE seq = r.last_message_seq), r.created_at) AS active_at
      FROM messenger_rooms r
      LEFT JOIN messenger_memberships m ON m.room_id = r.id AND m.user_id = @userId
      LEFT JOIN messenger_memberships o ON r.kind = 'dm' AND o.room_id = r.id AND o.user_id <> @userId
      LEFT JOIN messenger_users other ON other.id = o.user_id
      WHERE r.tenant_id = @tenantId AND (@roomId IS NULL OR r.id = @roomId)
        AND (r.kind IN ('general', 'entity_room') OR m.state = 'joined')
        AND (@q IS NULL OR instr(casefold(coalesce(other.display_name, r.name)), @q) > 0)
      ORDER BY active_at DESC, r.last_message_seq DESC, r.id
      LIMIT @most)
    SELECT s.id, s.kind, coalesce(s.other_name, s.name) AS name, s.topic, s.entity_type AS entityType,
      s.entity_id AS entityId, s.transport, s.matrix_room_id AS matrixRoomId, s.created_at AS createdAt,
      (SELECT count(*) FROM (
        SELECT 1 FROM messenger_messages
        WHERE room_id = s.id AND seq > coalesce(s.read_seq, 0) AND created_at >= @since
          AND removed_at IS NULL AND sender_id IS NOT @userId
        LIMIT @mostUnread)) AS unread,
      (SELECT count(*) FROM messenger_memberships WHERE room_id = s.id AND state = 'joined') AS members,
      substr(l.body, 1, 200) AS lastBody, l.sender_name AS lastSenderName, l.msg_type AS lastMsgType,
      l.created_at AS lastAt, s.other_id AS otherHubUserId, s.other_name AS otherName
    FROM shown s
    LEFT JOIN messenger_messages l ON l.seq = (
      SELECT max(seq) FROM messenger_messages WHERE room_id = s.id AND removed_at IS NULL)
    ORDER BY s.active_at DESC, s.last_message_seq DESC, s.id`),
);

/** The rooms somebody may see, those with the newest activity first; at most `most`. */
export function listRoomsOf(
  db: Db,
  member: Pick<MessengerUser, "id" | "tenantId" | "createdAt">,
  { most, q = null, roomId = null }: { most: number; q?: string | null; roomId?: string | null },
): ListedRoom[] {
  const { tenantId, id: userId, createdAt: since } = member;
  return listed(db).all({ tenantId, userId, since, most, q, roomId, mostUnread: MOST_UNREAD });
}
