import { count, fields, list, text } from "#components/console/json-fields.ts";

/** A conversation of Nextcloud Talk as the widget shows it. Instants are epoch milliseconds. */
export interface TalkRoom {
  token: string;
  name: string;
  unread: number;
  mentioned: boolean;
  lastActivityMs: number | null;
  last: { text: string; author: string; atMs: number | null } | null;
  /** Where it is in Nextcloud; null when the answer named nothing a browser should follow. */
  url: string | null;
}

export interface TalkRooms {
  /** Over all conversations, also those not shown. */
  totalUnread: number;
  rooms: TalkRoom[];
}

/** Reads `GET /api/nextcloud/talk/rooms`. */
export function readTalkRooms(answer: unknown): TalkRooms {
  const data = fields(fields(answer).data);
  const rooms = list(data.conversations).map((entry) => readRoom(fields(entry)));
  return { totalUnread: count(data.totalUnread), rooms: rooms.filter(({ token }) => token !== "") };
}

function readRoom(room: Record<string, unknown>): TalkRoom {
  const last = fields(room.lastMessage);
  return {
    token: text(room.token),
    name: text(room.displayName),
    unread: Math.max(0, Math.trunc(count(room.unreadMessages))),
    mentioned: room.unreadMention === true,
    lastActivityMs: instant(room.lastActivity),
    last: text(last.text)
      ? { text: text(last.text), author: text(last.author), atMs: instant(last.timestamp) }
      : null,
    url: webAddress(room.url),
  };
}

/** Talk counts seconds; 0 is never. */
function instant(value: unknown): number | null {
  const seconds = count(value);
  return seconds > 0 ? seconds * 1000 : null;
}

/** An address a browser may be sent to: `javascript:` and its like are none. */
export function webAddress(value: unknown): string | null {
  const address = text(value);
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}

/** "99+" beyond what anybody counts; null where there is nothing to show. */
export function unreadLabel(unread: number): string | null {
  if (unread <= 0) return null;
  return unread > 99 ? "99+" : String(unread);
}

/** The rooms once a message of ours was sent: it is the last one, and its room has been read. */
export function withReply(rooms: TalkRooms, token: string, last: NonNullable<TalkRoom["last"]>): TalkRooms {
  const read = withRead(rooms, token);
  const replied = read.rooms.map((room) =>
    room.token === token ? { ...room, last, lastActivityMs: last.atMs } : room,
  );
  return { ...read, rooms: replied };
}

/** The rooms once one of them was read. */
export function withRead(rooms: TalkRooms, token: string): TalkRooms {
  const unread = rooms.rooms.find((room) => room.token === token)?.unread ?? 0;
  return {
    totalUnread: Math.max(0, rooms.totalUnread - unread),
    rooms: rooms.rooms.map((room) =>
      room.token === token ? { ...room, unread: 0, mentioned: false } : room,
    ),
  };
}
