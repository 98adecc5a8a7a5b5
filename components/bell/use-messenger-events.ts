"use client";

import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { MessengerEventJson } from "#lib/messenger/event-json.ts";
import { type EventHub, eventHub, type StreamState } from "./event-hub.ts";

/** Outside a MessengerEventsProvider nothing is ever heard. */
export const MessengerEventsContext = createContext<EventHub>(eventHub());

/**
 * Hears every event of the messenger that the person may see, from what the page was made from on, each once and in
 * order: as `GET /api/v1/events/stream` sends them, `connected`, `keepalive` and `closed` left out. On `reset` some were
 * missed: read anew what is shown. All tabs of a browser share one connection.
 */
export function useMessengerEvents(listener: (event: MessengerEventJson) => void): { state: StreamState } {
  const hub = useContext(MessengerEventsContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => hub.listen((event) => latest.current(event)), [hub]);
  return { state: useSyncExternalStore(hub.watch, hub.state, (): StreamState => "connecting") };
}
