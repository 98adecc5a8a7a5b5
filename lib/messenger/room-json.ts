import type { RoomRow } from "#db/queries/messenger-rooms.ts";

/** How the HTTP API writes people, rooms and messages; instants are ISO 8601 in UTC with milliseconds. */

export interface PersonJson {
  hub_user_id: string;
  display_name: string;
}

export interface MeJson extends PersonJson {
  matrix_user_id: string | null;
  role: "admin" | "user" | "viewer";
  external_client_enabled: boolean;
  tenant_id: string;
  /** The newest event of the bell that was seen. */
  seen_seq: number;
}

/** What everybody who knows of a room may know of it. */
export interface RoomFactsJson {
  /** The homeserver's id once there is one, else ours. */
  room_id: string;
  /** Ours, for good. */
  id: string;
  kind: RoomRow["kind"];
  /** Of a dm the other's name. */
  name: string;
  topic: string;
  entity_type: string | null;
  entity_id: string | null;
  transport: RoomRow["transport"];
  matrix_room_id: string | null;
}

export interface RoomJson extends RoomFactsJson {
  /** Others' messages after what was read; 100 stands for "100 or more". */
  unread: number;
  last_message: LastMessageJson | null;
  /** Null where the service itself talks to somebody. */
  dm_with: PersonJson | null;
  /** Who is in it; of open rooms who was there. */
  members: number;
  created_at: string;
}

export interface LastMessageJson {
  sender_display_name: string;
  body: string;
  msg_type: string;
  created_at: string;
}

export interface MessageJson {
  id: string;
  /** Null until browsers were told of it. */
  event_id: string | null;
  /** The order in which messages came; a cursor for `before`, `after` and `up_to`. */
  seq: number;
  room_id: string;
  /** The Matrix user id where it is known, else hub_user_id; "" where the service speaks. */
  sender: string;
  sender_hub_user_id: string | null;
  sender_display_name: string;
  /** Empty once it was removed. */
  body: string;
  msg_type: string;
  state: "queued" | "sent" | "failed";
  created_at: string;
  edited_at: string | null;
  removed: boolean;
  media: MediaJson | null;
  notification: CarriedNotificationJson | null;
  own: boolean;
}

export interface MediaJson {
  id: string;
  /** Where its bytes are read: `/api/v1/messages/media/{id}`. */
  url: string;
  filename: string;
  mime_type: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
}

/** A notification that a message carries. */
export interface CarriedNotificationJson {
  id: string;
  title: string;
  body: string;
  priority: "normal" | "urgent";
  source_app: string;
  event_type: string;
  click_url: string | null;
  tags: string[];
}

/** Oldest first. */
export interface HistoryJson {
  room_id: string;
  messages: MessageJson[];
  /** `before` of the page before this one; null where nothing is older. */
  prev_cursor: number | null;
  /** `after` of the page after this one; null where nothing is newer. */
  next_cursor: number | null;
}

/** Somebody as admins see them. */
export interface AdminUserJson extends PersonJson {
  role: "admin" | "user" | "viewer";
  active: boolean;
  matrix_user_id: string | null;
  /** Since when the homeserver knows them. */
  provisioned_at: string | null;
  external_client_enabled: boolean;
  /** Whether they are a user of this studio, whose role is changed there. */
  of_studio: boolean;
  created_at: string;
  last_seen_at: string;
}

/** A room as admins see it: that it is there, not what is said in it. */
export interface AdminRoomJson extends RoomFactsJson {
  talk_token: string | null;
  members: number;
  /** Messages that are still on their way. */
  queued: number;
  created_at: string;
  last_message_at: string | null;
}
