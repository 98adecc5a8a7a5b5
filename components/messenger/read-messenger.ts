import {
  count,
  countOrNull,
  fields,
  list,
  text,
  textOrNull,
  wordOf,
} from "#components/console/json-fields.ts";
import type {
  CarriedNotificationJson,
  HistoryJson,
  LastMessageJson,
  MediaJson,
  MeJson,
  MessageJson,
  PersonJson,
  RoomJson,
} from "#lib/messenger/room-json.ts";

/** Answers of `/api/v1` as the browser takes them (lib/messenger/room-json.ts). */

const KINDS = ["general", "entity_room", "dm", "group"] as const;
const TRANSPORTS = ["matrix", "talk", "none"] as const;
const ROLES = ["admin", "user", "viewer"] as const;
const STATES = ["queued", "sent", "failed"] as const;

export function readMe(answer: unknown): MeJson {
  const me = fields(answer);
  return {
    ...readPerson(me),
    matrix_user_id: textOrNull(me.matrix_user_id),
    role: wordOf(ROLES, me.role) ?? "viewer",
    external_client_enabled: me.external_client_enabled === true,
    tenant_id: text(me.tenant_id),
    seen_seq: count(me.seen_seq),
  };
}

export function readRooms(answer: unknown): RoomJson[] {
  return list(answer).map(readRoom);
}

export function readRoom(answer: unknown): RoomJson {
  const room = fields(answer);
  return {
    room_id: text(room.room_id),
    id: text(room.id),
    kind: wordOf(KINDS, room.kind) ?? "group",
    name: text(room.name),
    topic: text(room.topic),
    entity_type: textOrNull(room.entity_type),
    entity_id: textOrNull(room.entity_id),
    transport: wordOf(TRANSPORTS, room.transport) ?? "none",
    matrix_room_id: textOrNull(room.matrix_room_id),
    unread: count(room.unread),
    last_message: room.last_message ? readLast(room.last_message) : null,
    dm_with: room.dm_with ? readPerson(room.dm_with) : null,
    members: count(room.members),
    created_at: text(room.created_at),
  };
}

export function readPeople(answer: unknown): PersonJson[] {
  return list(answer).map(readPerson);
}

export function readHistory(answer: unknown): HistoryJson {
  const page = fields(answer);
  return {
    room_id: text(page.room_id),
    messages: list(page.messages).map(readMessage),
    prev_cursor: countOrNull(page.prev_cursor),
    next_cursor: countOrNull(page.next_cursor),
  };
}

export function readMessage(answer: unknown): MessageJson {
  const message = fields(answer);
  return {
    id: text(message.id),
    event_id: textOrNull(message.event_id),
    seq: count(message.seq),
    room_id: text(message.room_id),
    sender: text(message.sender),
    sender_hub_user_id: textOrNull(message.sender_hub_user_id),
    sender_display_name: text(message.sender_display_name),
    body: text(message.body),
    msg_type: text(message.msg_type),
    state: wordOf(STATES, message.state) ?? "sent",
    created_at: text(message.created_at),
    edited_at: textOrNull(message.edited_at),
    removed: message.removed === true,
    media: message.media ? readMedia(message.media) : null,
    notification: message.notification ? readNotification(message.notification) : null,
    own: message.own === true,
  };
}

function readLast(value: unknown): LastMessageJson {
  const last = fields(value);
  return {
    sender_display_name: text(last.sender_display_name),
    body: text(last.body),
    msg_type: text(last.msg_type),
    created_at: text(last.created_at),
  };
}

function readPerson(value: unknown): PersonJson {
  const person = fields(value);
  return { hub_user_id: text(person.hub_user_id), display_name: text(person.display_name) };
}

function readMedia(value: unknown): MediaJson {
  const media = fields(value);
  return {
    id: text(media.id),
    url: text(media.url),
    filename: text(media.filename),
    mime_type: text(media.mime_type),
    size: count(media.size),
    width: countOrNull(media.width),
    height: countOrNull(media.height),
  };
}

function readNotification(value: unknown): CarriedNotificationJson {
  const told = fields(value);
  return {
    id: text(told.id),
    title: text(told.title),
    body: text(told.body),
    priority: told.priority === "urgent" ? "urgent" : "normal",
    source_app: text(told.source_app),
    event_type: text(told.event_type),
    click_url: textOrNull(told.click_url),
    tags: list(told.tags).map(text),
  };
}
