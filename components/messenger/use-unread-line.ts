"use client";

import { useRef } from "react";
import type { MessageJson, RoomJson } from "#lib/messenger/room-json.ts";
import { firstUnread, movedLine } from "./unread-line.ts";

/**
 * Where the line "new" stands in an open room: above what was unread when it was opened, and above what came while nobody
 * looked. It never leaves while the room is open, so that nobody loses their place.
 * @returns the seq of the first message below it
 */
export function useUnreadLine(
  room: Pick<RoomJson, "unread">,
  messages: readonly MessageJson[] | null,
  attention: boolean,
): number | null {
  const state = useRef<{ line: number | null; readUpTo: number } | null>(null);
  if (messages !== null) {
    const newest = messages.at(-1)?.seq ?? 0;
    const known = state.current;
    if (known === null) state.current = { line: firstUnread(messages, room.unread), readUpTo: newest };
    else if (attention) known.readUpTo = newest;
    else if (newest > known.readUpTo) {
      const came = messages.filter(({ seq }) => seq > known.readUpTo);
      known.line = movedLine(known.line, came, known.readUpTo);
    }
  }
  return state.current?.line ?? null;
}
