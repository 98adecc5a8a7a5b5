/**
 * What browsers are told, by `GET /api/v1/events/stream` (`data:` of each event, parsed) and `GET /api/v1/events/poll`
 * (an array of them). Times are ISO 8601, UTC with milliseconds.
 */
export type MessengerEventJson = StoredEventJson | StreamEventJson;

/** Kept for a week and told again to whoever comes back; `seq` is their order, and the stream's `id`. */
export type StoredEventJson =
  | NewMessageEventJson
  | MessageChangedEventJson
  | NotificationEventJson
  | RoomEventJson
  | ReadEventJson;

/** Of one stream; they carry no seq. */
export type StreamEventJson =
  /** The first of every stream: who listens. */
  | { type: "connected"; user: string; display_name: string }
  /** Every 20 s. */
  | { type: "keepalive" }
  /**
   * Something was missed, so ask anew for what is shown. `too_old`: the stream goes on, live; `slow`: it ends.
   */
  | { type: "reset"; reason: "too_old" | "slow" }
  /** The last of a stream. After `shutdown` and `slow` coming back works at once; otherwise sign in first. */
  | { type: "closed"; reason: "token_expired" | "signed_out" | "shutdown" };

interface Told {
  seq: number;
}

export interface NewMessageEventJson extends Told {
  type: "new_message";
  room_id: string;
  event_id: string;
  /** The Matrix user id where it is known, else the hub user id. */
  sender: string;
  sender_hub_user_id: string | null;
  sender_display_name: string;
  body: string;
  msg_type: string;
  created_at: string;
}

/** A message was edited, removed, or its delivery ended; what is left out did not change. */
export interface MessageChangedEventJson extends Told {
  type: "message_changed";
  room_id: string;
  event_id: string;
  body?: string;
  state?: "queued" | "sent" | "failed";
  edited_at?: string | null;
  removed?: boolean;
}

export interface NotificationEventJson extends Told {
  type: "notification";
  id: string;
  source_app: string;
  event_type: string;
  title: string;
  body: string;
  priority: "normal" | "urgent";
  room_id: string | null;
  event_id: string | null;
  click_url: string | null;
  tags: string[];
  created_at: string;
}

/** A room is new to whoever hears it, or changed (its name, its members); ask for the list anew. */
export interface RoomEventJson extends Told {
  type: "room";
  room_id: string;
}

/** They read something in another tab: a room (`room_id`), or the bell. */
export interface ReadEventJson extends Told {
  type: "read";
  room_id?: string | null;
  up_to: number;
  unread?: number;
}
