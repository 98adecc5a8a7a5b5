import { plainText } from "#lib/core/plain-text.ts";
import { stripMarkdown } from "#lib/core/strip-markdown.ts";
import { basePathOf } from "./account.ts";
import { parameterName } from "./parameter-name.ts";
import { ROOM_TYPE, type Room, type RoomMessage } from "./talk-room.ts";

const PREVIEW_LENGTH = 160;
const NAME_LENGTH = 80;
/** Nothing behind it could still be shown. */
const MESSAGE_LOOK_AT = 4_000;

interface RoomPreview {
  text: string;
  /** Empty for system messages: their text names who acted, in the words of the reader's language. */
  author: string;
  /** Epoch seconds. */
  timestamp: number;
}

interface Conversation {
  token: string;
  displayName: string;
  unreadMessages: number;
  unreadMention: boolean;
  /** Epoch seconds. */
  lastActivity: number;
  lastMessage: RoomPreview | null;
  type: number;
  /** The conversation in Nextcloud's own web page. */
  url: string;
}

/**
 * The last message as a person reads it, in plain text of at most 160 characters: mentions, files and other objects by
 * their names, Markdown without its marks. Null where there is none, or the room is marked sensitive.
 */
export function roomPreview(room: Room): RoomPreview | null {
  const { lastMessage: message, isSensitive } = room;
  if (!message || isSensitive) return null;
  const text = plainText(messageText(message), PREVIEW_LENGTH);
  return { text, author: authorOf(message), timestamp: message.timestamp };
}

/**
 * The newest `limit` conversations, and the unread messages of all of them. Talk's changelog counts as none. Links are
 * at `publicUrl`, where browsers find the Nextcloud.
 */
export function summariseRooms(
  rooms: readonly Room[],
  options: { limit: number; publicUrl: string },
): { totalUnread: number; conversations: Conversation[] } {
  const shown = rooms.filter((room) => room.type !== ROOM_TYPE.changelog);
  const totalUnread = shown.reduce((sum, room) => sum + room.unreadMessages, 0);
  shown.sort((a, b) => b.lastActivity - a.lastActivity || (a.token < b.token ? -1 : 1));
  const callRoot = `${new URL(options.publicUrl).origin}${basePathOf(options.publicUrl)}/call/`;
  const conversations = shown.slice(0, Math.max(0, options.limit)).map((room) => ({
    token: room.token,
    displayName: plainText(room.displayName || room.name, NAME_LENGTH) || room.token,
    unreadMessages: room.unreadMessages,
    unreadMention: room.unreadMention,
    lastActivity: room.lastActivity,
    lastMessage: roomPreview(room),
    type: room.type,
    url: `${callRoot}${encodeURIComponent(room.token)}`,
  }));
  return { totalUnread, conversations };
}

function messageText(message: RoomMessage): string {
  // NUL marks where a name goes, so that a name is never read as Markdown nor filled in a second time.
  const names: string[] = [];
  const template = message.message
    .slice(0, MESSAGE_LOOK_AT)
    .replaceAll("\0", "")
    .replace(/\{([\w-]{1,64})\}/g, (literal, key: string) => {
      const name = parameterName(message.messageParameters, key);
      if (name === undefined) return literal;
      return `\0${names.push(name) - 1}\0`;
    });
  const text = message.markdown ? stripMarkdown(template) : template;
  const filled = text.replace(/\0(\d+)\0/g, (_mark, index: string) => names[Number(index)] ?? "");
  return filled.trim() === "" && message.messageType === "comment_deleted" ? "Message deleted" : filled;
}

/** Who wrote it; in Nextcloud's own words those who have no name any more. */
function authorOf(message: RoomMessage): string {
  if (message.messageType === "system") return "";
  const name = plainText(message.actorDisplayName, NAME_LENGTH);
  if (name !== "") return name;
  if (message.actorType === "deleted_users") return "Deleted user";
  return message.actorType === "guests" ? "Guest" : "";
}
