"use client";

import { useEffect, useRef } from "react";
import { callApi } from "#components/console/api.ts";
import type { MessageJson, RoomJson } from "#lib/messenger/room-json.ts";

/** As long as a glance: what only flits by is not read. */
const GLANCE_MS = 300;

/** Says what was read while the newest message is in view and somebody looks; what fails is said again with the next. */
export function useReadMark({
  room,
  messages,
  isSeen,
  onRead,
}: {
  room: Pick<RoomJson, "id" | "unread">;
  messages: readonly MessageJson[];
  /** The newest message is in view, of a window that somebody has before them. */
  isSeen: boolean;
  onRead: (roomId: string) => void;
}): void {
  const told = useRef(0);
  const read = useRef(onRead);
  useEffect(() => {
    read.current = onRead;
  });
  const newest = messages.findLast(({ own }) => !own)?.seq ?? 0;
  const { id, unread } = room;
  useEffect(() => {
    if (!isSeen || newest === 0 || (unread === 0 && newest <= told.current)) return;
    // What was read before this page came needs no word.
    if (unread === 0 && told.current === 0) {
      told.current = newest;
      return;
    }
    const timer = setTimeout(() => {
      callApi("POST", `/api/v1/rooms/${encodeURIComponent(id)}/read`, { up_to: newest }).then(
        () => {
          told.current = Math.max(told.current, newest);
          read.current(id);
        },
        () => undefined,
      );
    }, GLANCE_MS);
    return () => clearTimeout(timer);
  }, [id, unread, newest, isSeen]);
}
