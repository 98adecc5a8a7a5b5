import type { FullMessage } from "#db/queries/messenger-history.ts";
import type { MediaRow } from "#db/queries/messenger-media.ts";
import { publicRoomId, type RoomRow } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { NotificationRow } from "#db/queries/notifications.ts";
import { mediaName } from "./media/media-name.ts";
import type { CarriedNotificationJson, MediaJson, MessageJson } from "./room-json.ts";

/** A message as `member` sees it. */
export function toMessageJson(
  { message, sender, media, notification }: FullMessage,
  room: Pick<RoomRow, "id" | "matrixRoomId">,
  member: Pick<MessengerUser, "id">,
): MessageJson {
  const isRemoved = message.removedAt !== null;
  return {
    id: message.id,
    event_id: message.eventId,
    seq: message.seq,
    room_id: publicRoomId(room),
    sender: sender?.matrixUserId ?? message.senderAddress ?? sender?.hubUserId ?? "",
    sender_hub_user_id: sender?.hubUserId ?? null,
    sender_display_name: message.senderName,
    body: isRemoved ? "" : message.body,
    msg_type: message.msgType,
    state: message.state,
    created_at: new Date(message.createdAt).toISOString(),
    edited_at: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    removed: isRemoved,
    media: media && !isRemoved ? mediaJson(media) : null,
    notification: notification && !isRemoved ? carried(notification) : null,
    own: message.senderId === member.id,
  };
}

function mediaJson(media: MediaRow): MediaJson {
  return {
    id: media.id,
    url: `/api/v1/messages/media/${media.id}`,
    // Of what comes from outside somebody else chose it.
    filename: mediaName(media.filename),
    mime_type: media.mimeType,
    size: media.size,
    width: media.width,
    height: media.height,
  };
}

function carried(row: NotificationRow): CarriedNotificationJson {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    priority: row.priority,
    source_app: row.sourceApp,
    event_type: row.eventType,
    click_url: row.clickUrl,
    tags: row.tags,
  };
}
