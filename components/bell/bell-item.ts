import { count, fields, list, text, textOrNull } from "#components/console/json-fields.ts";
import type { NotificationEventJson } from "#lib/messenger/event-json.ts";

/** A notification in the bell. */
export interface BellItem {
  /** Its place in the order; grows. */
  seq: number;
  id: string;
  sourceApp: string;
  title: string;
  body: string;
  urgent: boolean;
  roomId: string | null;
  clickUrl: string | null;
  tags: string[];
  /** Epoch milliseconds. */
  atMs: number;
  read: boolean;
}

/** A page of `GET /api/v1/notifications`, newest first. */
export interface BellPage {
  items: BellItem[];
  unread: number;
  /** `before` of the page after this one; null on the last. */
  next: string | null;
}

export function readBellPage(answer: unknown): BellPage {
  const { notifications, unread, next_cursor: next } = fields(answer);
  return {
    items: list(notifications).map(fields).map(readItem),
    unread: count(unread),
    next: typeof next === "number" ? String(next) : textOrNull(next),
  };
}

export function itemOfEvent(event: NotificationEventJson): BellItem {
  return readItem({ ...event, read: false });
}

function readItem(from: Record<string, unknown>): BellItem {
  const atMs = Date.parse(text(from.created_at));
  return {
    seq: count(from.seq),
    id: text(from.id),
    sourceApp: text(from.source_app),
    title: text(from.title),
    body: text(from.body),
    urgent: from.priority === "urgent",
    roomId: textOrNull(from.room_id),
    clickUrl: textOrNull(from.click_url),
    tags: list(from.tags).map(text),
    atMs: Number.isNaN(atMs) ? 0 : atMs,
    read: from.read === true,
  };
}
