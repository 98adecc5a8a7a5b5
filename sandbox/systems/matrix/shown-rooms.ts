import { type HomeserverState, type RoomEvent, stateKey } from "./homeserver-state.ts";
import { membersOf } from "./room-events.ts";

export interface ShownMessage {
  eventId: string;
  sender: string;
  senderName: string;
  /** Epoch milliseconds. */
  at: number;
  content: Record<string, unknown>;
  isRemoved: boolean;
}

export interface ShownRoom {
  roomId: string;
  name: string;
  topic: string;
  aliases: string[];
  /** By what they are in the room, Matrix user ids. */
  joined: string[];
  invited: string[];
  /** The oldest first; edits stand where they were made. */
  messages: ShownMessage[];
}

/** What reached Matrix, the liveliest room first. */
export function shownRooms(state: HomeserverState): ShownRoom[] {
  const rooms = Object.values(state.rooms).map((room) => {
    const textOf = (type: string, field: string) =>
      String(room.state[stateKey(type, "")]?.content[field] ?? "");
    const usersOf = (membership: string) =>
      membersOf(room, membership).map(({ state_key = "" }) => state_key);
    return {
      roomId: room.id,
      name: textOf("m.room.name", "name"),
      topic: textOf("m.room.topic", "topic"),
      aliases: Object.keys(state.aliases).filter((alias) => state.aliases[alias] === room.id),
      joined: usersOf("join"),
      invited: usersOf("invite"),
      messages: room.timeline
        .filter(({ type }) => type === "m.room.message")
        .map((event) => shown(state, event)),
    };
  });
  const lastAt = ({ messages }: ShownRoom) => messages.at(-1)?.at ?? 0;
  return rooms.sort((one, other) => lastAt(other) - lastAt(one));
}

function shown(state: HomeserverState, event: RoomEvent): ShownMessage {
  return {
    eventId: event.event_id,
    sender: event.sender,
    senderName: state.accounts[event.sender]?.displayName ?? event.sender,
    at: event.origin_server_ts,
    content: event.content,
    isRemoved: event.unsigned?.redacted_because !== undefined,
  };
}
