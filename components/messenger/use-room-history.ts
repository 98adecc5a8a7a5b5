"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { HistoryState, RoomHistory } from "./room-history.ts";
import { useOnReturn } from "./use-on-return.ts";

const WITHOUT_EVENTS_MS = 10_000;

/** What is known of a room, asked for when it is opened and on coming back to the page; while no events come also by itself. */
export function useRoomHistory(history: RoomHistory, isLive: boolean): HistoryState {
  useEffect(() => void history.catchUp(), [history]);
  useOnReturn(() => void history.catchUp());
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void history.catchUp();
    }, WITHOUT_EVENTS_MS);
    return () => clearInterval(timer);
  }, [history, isLive]);
  return useSyncExternalStore(history.watch, history.state, history.state);
}
