import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import { createMadeRooms } from "./made-rooms.ts";
import { staffRooms } from "./staff-rooms.ts";
import { type LiveRoom, messageView, roomView } from "./talk-view.ts";

/** Whether Talk is there: installed, not installed, or not for the user (an admin limits it to groups). */
export type TalkMode = "on" | "missing" | "not-allowed";
export const talkModes: readonly TalkMode[] = ["on", "missing", "not-allowed"];

const maxLength = 32_000;

/** Talk of a running cloud, in memory: `staff` has a conversation of every type, the others those that are started. */
export type Talk = {
  /** Read anew at every request, so a test may change it at any time. */
  mode: TalkMode;
  /** Unsorted, as Talk answers them. */
  rooms(user: string): object[];
  room(user: string, token: string): object | undefined;
  /** The message as answered, or the status of the refusal. */
  post(user: CloudUser, token: string, input: { message: string; referenceId: string }): object | number;
  /** Conversations that were started while the cloud ran. */
  made: ReturnType<typeof createMadeRooms>;
  /** Marks read up to a message (`null`: as unread, but for the last one); a status where that is refused. */
  mark(user: string, token: string, upTo: number | null): { lastCommonRead: number } | number;
};

/** `now` answers epoch milliseconds. The demo's conversations move with it until something happens in them. */
export function createTalk(now: () => number): Talk {
  const seconds = () => Math.floor(now() / 1000);
  let lastId = 2000;
  const changed = new Map<string, LiveRoom>();

  function roomsOf(user: string): LiveRoom[] {
    if (user !== "staff") return [];
    return staffRooms.map((room) => {
      const lastMessageId = room.message === undefined ? 0 : 1000 + room.id;
      return (
        changed.get(room.token) ?? {
          ...room,
          lastActivity: Math.floor(now() / 1000 - room.hoursAgo * 3600),
          lastMessageId,
          lastReadMessage: room.message === undefined ? 0 : lastMessageId - (room.unread ?? 0),
          referenceId: "",
        }
      );
    });
  }
  const find = (user: string, token: string) => roomsOf(user).find((room) => room.token === token);

  const made = createMadeRooms(seconds, { nextId: () => ++lastId, knows: (user) => cloudUsers.has(user) });

  return {
    mode: "on",
    made,
    rooms: (user) => [...roomsOf(user).map((room) => roomView(room, user, seconds())), ...made.rooms(user)],
    room(user, token) {
      const started = made.find(user, token);
      if (started) return made.view(started, user);
      const room = find(user, token);
      return room && roomView(room, user, seconds());
    },
    post(user, token, { message, referenceId }) {
      const started = made.find(user.id, token);
      if (started && message.trim() === "") return 400;
      if (started && [...message].length > maxLength) return 413;
      if (started) return made.post(started, user, { message, referenceId });
      const room = find(user.id, token);
      if (room === undefined) return 404;
      if (room.readOnly) return 403;
      if (room.inLobby) return 412;
      if (message.trim() === "") return 400;
      if ([...message].length > maxLength) return 413;
      lastId += 1;
      const posted = { actorId: user.id, actorDisplayName: user.displayName, message };
      const live: LiveRoom = {
        ...room,
        message: posted,
        lastActivity: seconds(),
        lastMessageId: lastId,
        lastReadMessage: lastId,
        unread: 0,
        mentioned: false,
        referenceId,
      };
      changed.set(token, live);
      return messageView(live, posted);
    },
    mark(user, token, upTo) {
      const started = made.find(user, token);
      if (started) return { lastCommonRead: upTo ?? started.said.at(-1)?.id ?? 0 };
      const room = find(user, token);
      if (room === undefined) return 404;
      if (room.inLobby) return 412;
      const lastReadMessage = upTo ?? room.lastMessageId - 1;
      const unread = Math.max(
        0,
        Math.min(room.lastMessageId - lastReadMessage, Math.max(1, room.unread ?? 0)),
      );
      const mentioned = unread > 0 && (room.mentioned ?? false);
      changed.set(token, { ...room, lastReadMessage, unread, mentioned });
      return { lastCommonRead: lastReadMessage };
    },
  };
}
