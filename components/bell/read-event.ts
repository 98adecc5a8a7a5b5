import type { MessengerEventJson } from "#lib/messenger/event-json.ts";

const TYPES: readonly string[] = [
  "connected",
  "new_message",
  "notification",
  "message_changed",
  "room",
  "read",
  "keepalive",
  "reset",
  "closed",
] satisfies MessengerEventJson["type"][];

/** An event of our own stream; null for one that this page is too old to know. */
export function readEvent(data: unknown): MessengerEventJson | null {
  try {
    const value: unknown = typeof data === "string" ? JSON.parse(data) : data;
    return isEvent(value) ? value : null;
  } catch {
    return null;
  }
}

/** By its type alone: the rest is what our own server wrote. */
function isEvent(value: unknown): value is MessengerEventJson {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    TYPES.includes(value.type)
  );
}

/** The event's place in the order; null for what has none. */
export function readSeq(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}
