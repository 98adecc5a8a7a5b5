import type { MessageJson } from "#lib/messenger/room-json.ts";

/** A message for tests of this folder. */
export function message(given: Partial<MessageJson> & { seq: number }): MessageJson {
  return {
    id: `m${given.seq}`,
    event_id: `$${given.seq}`,
    room_id: "r",
    sender: "@mara:studio",
    sender_hub_user_id: "mara",
    sender_display_name: "Mara",
    body: `Message ${given.seq}`,
    msg_type: "m.text",
    state: "sent",
    created_at: "2026-03-10T12:00:00.000Z",
    edited_at: null,
    removed: false,
    media: null,
    notification: null,
    own: false,
    ...given,
  };
}
