import { z } from "zod";
import { OWN_ID } from "./message-content.ts";
import { parseMxc } from "./parse-mxc.ts";

interface InRoom {
  eventId: string;
  roomId: string;
  /** Matrix user id. */
  sender: string;
  /** Epoch milliseconds, as the homeserver says; its clock need not be ours. */
  at: number;
}

export interface EventMedia {
  mxc: string;
  filename: string;
  mimeType: string;
  /** Bytes; 0 where nobody said. */
  size: number;
  width: number | null;
  height: number | null;
}

/** What the product knows of a room event. */
export type RoomEvent =
  | (InRoom & {
      kind: "message";
      msgType: string;
      body: string;
      media: EventMedia | null;
      /** What `messageContent` was given as `id`. Anybody can write it: it counts from users of ours only. */
      ownId: string | null;
    })
  | (InRoom & { kind: "edit"; target: string; msgType: string; body: string })
  | (InRoom & { kind: "redaction"; target: string })
  | (InRoom & {
      kind: "membership";
      userId: string;
      membership: "invite" | "join" | "leave" | "ban" | "knock";
      displayName: string | null;
    })
  | (InRoom & { kind: "name"; name: string })
  | (InRoom & { kind: "topic"; topic: string })
  | { kind: "ignored"; reason: "unreadable" | "encrypted" | "unknown-type" };

/** The identifier grammar, as loosely as rooms of old versions need it. */
const LONGEST_ID = 255;
const userId = z
  .string()
  .max(LONGEST_ID)
  .regex(/^@[^\s\p{Cc}]*:[^\s\p{Cc}]+$/u);
const eventId = z
  .string()
  .max(LONGEST_ID)
  .regex(/^\$[^\s\p{Cc}]+$/u);
const roomId = z
  .string()
  .max(LONGEST_ID)
  .regex(/^![^\s\p{Cc}]+$/u);

const envelope = z.object({
  type: z.string(),
  event_id: eventId,
  room_id: roomId,
  sender: userId,
  origin_server_ts: z.number().int().min(0).max(8.64e15).catch(0),
  state_key: z.string().optional(),
  redacts: eventId.optional().catch(undefined),
  content: z.record(z.string(), z.unknown()),
});
type Envelope = z.infer<typeof envelope>;

const size = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.number().int().min(1).max(100_000).nullable().catch(null).default(null);
const spoken = z.object({
  msgtype: z.string().regex(/^[\w.-]{1,100}$/),
  body: z.string(),
  filename: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  info: z
    .object({
      mimetype: z.string().optional().catch(undefined),
      size: size.catch(0).default(0),
      w: pixels,
      h: pixels,
    })
    .optional()
    .catch(undefined),
  [OWN_ID]: z.string().max(64).optional().catch(undefined),
});
const relation = z.object({ rel_type: z.string(), event_id: eventId });
const replyTo = z.object({ "m.in_reply_to": z.object({ event_id: z.string() }) });
const membership = z.object({
  membership: z.enum(["invite", "join", "leave", "ban", "knock"]),
  displayname: z.string().nullish().catch(null),
});

const MEDIA_TYPES = new Set(["m.image", "m.file", "m.audio", "m.video"]);
const UNREADABLE: RoomEvent = { kind: "ignored", reason: "unreadable" };

/** One event of a pushed transaction. Whatever somebody sends, this throws nothing. */
export function readEvent(event: unknown): RoomEvent {
  const read = envelope.safeParse(event);
  if (!read.success) return UNREADABLE;
  const { data } = read;
  const inRoom: InRoom = {
    eventId: data.event_id,
    roomId: data.room_id,
    sender: data.sender,
    at: data.origin_server_ts,
  };
  switch (data.type) {
    case "m.room.message":
      return readMessage(inRoom, data.content);
    case "m.sticker":
      return readMessage(inRoom, { ...data.content, msgtype: "m.image" });
    case "m.room.redaction":
      return readRedaction(inRoom, data);
    case "m.room.member":
      return readMembership(inRoom, data);
    case "m.room.name":
      return data.state_key === "" ? { ...inRoom, kind: "name", name: line(data.content.name) } : UNREADABLE;
    case "m.room.topic":
      return data.state_key === ""
        ? { ...inRoom, kind: "topic", topic: text(data.content.topic) }
        : UNREADABLE;
    case "m.room.encrypted":
      return { kind: "ignored", reason: "encrypted" };
    default:
      return { kind: "ignored", reason: "unknown-type" };
  }
}

function readMessage(inRoom: InRoom, content: Envelope["content"]): RoomEvent {
  const relates = content["m.relates_to"];
  const replaces = relation.safeParse(relates).data;
  if (replaces?.rel_type === "m.replace") {
    const changed = spoken.safeParse(content["m.new_content"]).data;
    if (!changed) return UNREADABLE;
    const { msgtype: msgType, body } = changed;
    return { ...inRoom, kind: "edit", target: replaces.event_id, msgType, body: text(body) };
  }
  // A redacted message has no content left; its redaction is an event of its own.
  const said = spoken.safeParse(content).data;
  if (!said) return UNREADABLE;
  const isReply = replyTo.safeParse(relates).success;
  return {
    ...inRoom,
    kind: "message",
    msgType: said.msgtype,
    body: text(isReply ? withoutQuote(said.body) : said.body),
    media: mediaOf(said),
    ownId: said[OWN_ID] ?? null,
  };
}

function mediaOf({ msgtype, body, filename, url, info }: z.infer<typeof spoken>): EventMedia | null {
  // Files of encrypted rooms have no url but a key; they cannot be shown here.
  if (!MEDIA_TYPES.has(msgtype) || url === undefined || parseMxc(url) === null) return null;
  const mimeType = info?.mimetype?.toLowerCase() ?? "";
  return {
    mxc: url,
    filename: line(filename ?? body).slice(0, 255) || "file",
    mimeType: /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(mimeType) ? mimeType : "application/octet-stream",
    size: info?.size ?? 0,
    width: info?.w ?? null,
    height: info?.h ?? null,
  };
}

/** Room version 11 moved `redacts` into the content. */
function readRedaction(inRoom: InRoom, { redacts, content }: Envelope): RoomEvent {
  const target = eventId.safeParse(content.redacts).data ?? redacts;
  return target === undefined ? UNREADABLE : { ...inRoom, kind: "redaction", target };
}

function readMembership(inRoom: InRoom, { state_key, content }: Envelope): RoomEvent {
  const who = userId.safeParse(state_key).data;
  const state = membership.safeParse(content).data;
  if (who === undefined || !state) return UNREADABLE;
  const displayName = line(state.displayname).slice(0, 255) || null;
  return { ...inRoom, kind: "membership", userId: who, membership: state.membership, displayName };
}

/** The quote that older clients put in front of a reply ("fallbacks for rich replies"). */
function withoutQuote(body: string): string {
  return /^> <@[^\n]*\n(?:>[^\n]*\n)*\n([\s\S]+)$/.exec(body)?.[1] ?? body;
}

function text(value: unknown): string {
  if (typeof value !== "string") return "";
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .toWellFormed();
}

function line(value: unknown): string {
  return text(value)
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}
