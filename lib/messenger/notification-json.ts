import type { PlacedNotification } from "#db/queries/find-notification.ts";
import type { NotificationRow } from "#db/queries/notifications.ts";

/** A notification as the API answers it; instants are ISO 8601 in UTC with milliseconds. */
export interface NotificationJson {
  id: string;
  source_app: string;
  event_type: string;
  title: string;
  body: string;
  priority: NotificationRow["priority"];
  status: NotificationRow["status"];
  target_type: NotificationRow["targetType"];
  entity_type: string | null;
  entity_id: string | null;
  /** The homeserver's id once there is one, else ours; null where only the bell tells it. */
  room_id: string | null;
  /** Both null until the homeserver has it. */
  matrix_room_id: string | null;
  matrix_event_id: string | null;
  /** The id of the first with the same dedupe key, whose state this is; null for one that was told. */
  duplicate_of: string | null;
  click_url: string | null;
  tags: string[];
  expires_at: string | null;
  /** Why it failed. */
  error: string | null;
  created_at: string;
}

/** Why one failed that waited longer than it was worth. */
const EXPIRED = "It was not to be told any more when its turn came (expires_at).";

export function notificationJson(
  { notification: row, room, matrixEventId }: PlacedNotification,
  { nowMs, duplicateOf = null }: { nowMs: number; duplicateOf?: string | null },
): NotificationJson {
  // Not told any more, though the transport has not come round to saying so.
  const isLate = row.status === "queued" && row.expiresAt !== null && row.expiresAt <= nowMs;
  return {
    id: row.id,
    source_app: row.sourceApp,
    event_type: row.eventType,
    title: row.title,
    body: row.body,
    priority: row.priority,
    status: isLate ? "failed" : row.status,
    target_type: row.targetType,
    entity_type: row.entityType,
    entity_id: row.entityId,
    room_id: room && (room.matrixRoomId ?? room.id),
    // Both or neither: that a room is there does not say that this was told in it.
    matrix_room_id: matrixEventId === null ? null : (room?.matrixRoomId ?? null),
    matrix_event_id: matrixEventId,
    duplicate_of: duplicateOf,
    click_url: row.clickUrl,
    tags: row.tags,
    expires_at: isoOrNull(row.expiresAt),
    error: isLate ? EXPIRED : row.error,
    created_at: new Date(row.createdAt).toISOString(),
  };
}

export function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
