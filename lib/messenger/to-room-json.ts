import type { ListedRoom } from "#db/queries/messenger-room-list.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { RoomFactsJson, RoomJson } from "./room-json.ts";

export function toRoomJson(room: ListedRoom): RoomJson {
  return {
    ...roomFacts(room),
    unread: room.unread,
    last_message:
      room.lastAt === null
        ? null
        : {
            sender_display_name: room.lastSenderName ?? "",
            body: room.lastBody ?? "",
            msg_type: room.lastMsgType ?? "m.text",
            created_at: new Date(room.lastAt).toISOString(),
          },
    dm_with:
      room.otherHubUserId === null
        ? null
        : { hub_user_id: room.otherHubUserId, display_name: room.otherName ?? "" },
    members: room.members,
    created_at: new Date(room.createdAt).toISOString(),
  };
}

export function roomFacts(
  room: Pick<
    RoomRow,
    "id" | "kind" | "name" | "topic" | "entityType" | "entityId" | "transport" | "matrixRoomId"
  >,
): RoomFactsJson {
  return {
    room_id: room.matrixRoomId ?? room.id,
    id: room.id,
    kind: room.kind,
    name: room.name,
    topic: room.topic,
    entity_type: room.entityType,
    entity_id: room.entityId,
    transport: room.transport,
    matrix_room_id: room.matrixRoomId,
  };
}
