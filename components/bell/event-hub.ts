import type { MessengerEventJson } from "#lib/messenger/event-json.ts";

/** Whether this browser hears of the messenger's events at the moment they happen. */
export type StreamState = "connecting" | "live" | "offline";

type Listener = (event: MessengerEventJson) => void;

/** What a page hears of the messenger, handed to whoever listens in it. */
export interface EventHub {
  /** @returns what ends it */
  listen(listener: Listener): () => void;
  tell(event: MessengerEventJson): void;
  state(): StreamState;
  become(state: StreamState): void;
  /** Calls when the state changed. @returns what ends it */
  watch(onChange: () => void): () => void;
}

export function eventHub(): EventHub {
  const listeners = new Set<Listener>();
  const watchers = new Set<() => void>();
  let state: StreamState = "connecting";
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event) {
      for (const listener of [...listeners]) listener(event);
    },
    state: () => state,
    become(next) {
      if (next === state) return;
      state = next;
      for (const watcher of [...watchers]) watcher();
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
