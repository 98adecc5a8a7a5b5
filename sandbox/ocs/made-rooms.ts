import type { CloudUser } from "#sandbox/users.ts";
import type { TalkMessage } from "./staff-rooms.ts";
import { type LiveRoom, messageView, roomView } from "./talk-view.ts";

interface Said {
  id: number;
  message: TalkMessage;
  at: number;
  referenceId: string;
}

/** A conversation somebody started while the cloud ran, with all that was said in it. */
export interface MadeRoom {
  id: number;
  token: string;
  type: 1 | 2;
  name: string;
  description: string;
  owner: string;
  members: Set<string>;
  said: Said[];
}

const viewOf = (room: MadeRoom, at: number, said: Said | undefined, user: string): LiveRoom => ({
  id: room.id,
  token: room.token,
  type: room.type,
  name: room.type === 1 ? ([...room.members].find((member) => member !== user) ?? room.name) : room.name,
  description: room.description,
  hoursAgo: 0,
  lastActivity: said?.at ?? at,
  lastMessageId: said?.id ?? 0,
  lastReadMessage: 0,
  referenceId: said?.referenceId ?? "",
  ...(said && { message: said.message }),
});

/** Conversations that are started by request; `knows` says whether the cloud has such a user. */
export function createMadeRooms(
  seconds: () => number,
  { nextId, knows }: { nextId: () => number; knows: (user: string) => boolean },
) {
  const rooms = new Map<string, MadeRoom>();
  let count = 0;

  const find = (user: string, token: string) => {
    const room = rooms.get(token);
    return room?.members.has(user) ? room : undefined;
  };
  const say = (room: MadeRoom, message: TalkMessage, referenceId = "") => {
    const said = { id: nextId(), message, at: seconds(), referenceId };
    room.said.push(said);
    return said;
  };
  const view = (room: MadeRoom, user: string) => ({
    ...roomView(viewOf(room, seconds(), room.said.at(-1), user), user, seconds()),
    participantType: room.owner === user ? 1 : 3,
  });
  const make = (owner: CloudUser, type: 1 | 2, name: string, members: string[]) => {
    count += 1;
    const token = `made${count.toString(36).padStart(4, "0")}`;
    const room: MadeRoom = {
      id: 900 + count,
      token,
      type,
      name,
      description: "",
      owner: owner.id,
      members: new Set([owner.id, ...members]),
      said: [],
    };
    rooms.set(token, room);
    say(room, {
      actorId: owner.id,
      actorDisplayName: owner.displayName,
      message: "{actor} created the conversation",
      messageParameters: { actor: { type: "user", id: owner.id, name: owner.displayName } },
      systemMessage: "conversation_created",
    });
    return room;
  };

  return {
    find,
    rooms: (user: string) =>
      [...rooms.values()].filter(({ members }) => members.has(user)).map((room) => view(room, user)),
    view,
    /** As answered with 201, 200 for a one-to-one that is there; a status where it is refused. */
    start(owner: CloudUser, input: { roomType: number; roomName: string; invite: string }) {
      if (input.roomType === 1) {
        if (!knows(input.invite) || input.invite === owner.id) return 404;
        const known = [...rooms.values()].find(
          ({ type, members }) => type === 1 && members.has(owner.id) && members.has(input.invite),
        );
        return known
          ? { status: 200, room: view(known, owner.id) }
          : { status: 201, room: view(make(owner, 1, input.invite, [input.invite]), owner.id) };
      }
      if (input.roomType !== 2 || input.roomName.trim() === "") return 400;
      return { status: 201, room: view(make(owner, 2, input.roomName, []), owner.id) };
    },
    describe(room: MadeRoom, description: string) {
      if (description.length > 500) return 400;
      room.description = description;
      return 200;
    },
    invite(room: MadeRoom, user: string) {
      if (!knows(user)) return 404;
      if (room.type === 1) return 400;
      room.members.add(user);
      return 200;
    },
    post(
      room: MadeRoom,
      user: CloudUser,
      { message, referenceId }: { message: string; referenceId: string },
    ) {
      const said = say(room, { actorId: user.id, actorDisplayName: user.displayName, message }, referenceId);
      return messageView(viewOf(room, said.at, said, user.id), said.message);
    },
    /** After `after`, the oldest first. */
    history(room: MadeRoom, user: string, { after, limit }: { after: number; limit: number }) {
      return room.said
        .filter(({ id }) => id > after)
        .slice(0, limit)
        .map((said) => messageView(viewOf(room, said.at, said, user), said.message));
    },
    /** As an admin of the cloud does. */
    remove: (token: string) => rooms.delete(token),
    all: () => [...rooms.values()],
  };
}
