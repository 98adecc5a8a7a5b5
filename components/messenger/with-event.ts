import type { NewMessageEventJson } from "#lib/messenger/event-json.ts";
import type { RoomJson } from "#lib/messenger/room-json.ts";
import { isRoom } from "./room-words.ts";

/** The most a room counts; it stands for "as many or more". */
const MOST_UNREAD = 100;

/** The rooms after a message came: its room first, with it as the last word; `seen` by whoever has the room open. */
export function withEvent(
  rooms: readonly RoomJson[],
  event: Pick<
    NewMessageEventJson,
    "room_id" | "sender_hub_user_id" | "sender_display_name" | "body" | "msg_type" | "created_at"
  >,
  { me, seen }: { me: string; seen: boolean },
): RoomJson[] {
  const room = rooms.find((one) => isRoom(one, event.room_id));
  if (!room) return [...rooms];
  const { sender_display_name, body, msg_type, created_at } = event;
  // What was heard of late is not the last word.
  if (room.last_message && room.last_message.created_at > created_at) return [...rooms];
  const counts = event.sender_hub_user_id !== me && !seen;
  return [
    {
      ...room,
      unread: Math.min(MOST_UNREAD, room.unread + (counts ? 1 : 0)),
      last_message: { sender_display_name, body, msg_type, created_at },
    },
    ...rooms.filter((one) => one !== room),
  ];
}

export function withUnread(rooms: readonly RoomJson[], roomId: string, unread: number): RoomJson[] {
  return rooms.map((room) => (isRoom(room, roomId) && room.unread !== unread ? { ...room, unread } : room));
}

/** A room that was just made or changed, in its place or first. */
export function withRoom(rooms: readonly RoomJson[], room: RoomJson): RoomJson[] {
  return rooms.some(({ id }) => id === room.id)
    ? rooms.map((one) => (one.id === room.id ? room : one))
    : [room, ...rooms];
}
