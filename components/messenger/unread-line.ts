import type { MessageJson } from "#lib/messenger/room-json.ts";

/** The seq of the first of `unread` messages of others, counted from the newest; null where all is read or not shown. */
export function firstUnread(messages: readonly MessageJson[], unread: number): number | null {
  if (unread <= 0) return null;
  let left = unread;
  let first: number | null = null;
  for (const message of messages.toReversed()) {
    if (message.own) continue;
    first = message.seq;
    left -= 1;
    if (left === 0) return first;
  }
  return first;
}

/** Where the line stands once something came while nobody was looking; it stays where it stood until all was read. */
export function movedLine(
  line: number | null,
  came: readonly MessageJson[],
  readUpTo: number,
): number | null {
  if (line !== null && line > readUpTo) return line;
  return came.find((message) => !message.own && message.seq > readUpTo)?.seq ?? line;
}
