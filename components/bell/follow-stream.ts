import type { MessengerEventJson } from "#lib/messenger/event-json.ts";
import type { StreamState } from "./event-hub.ts";
import { readEvent, readSeq } from "./read-event.ts";

const STREAM = "/api/v1/events/stream";
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** The server says something every 20 s; after so long without a word the connection is dead, whatever it looks like. */
const SILENCE_MS = 65_000;

/**
 * Holds one connection to the messenger's events for good: after a break from where it was, after a refusal with growing
 * pauses.
 * @returns what ends it
 */
export function followStream({
  since,
  isOurs,
  tell,
  become,
}: {
  /** The newest event that is known (its seq); null where that means nothing any more. */
  since: () => number | null;
  /** Whether the stream's person is the one this page was made for. */
  isOurs: (hubUserId: string) => boolean;
  /** `seq` is null for what has no place in the order. */
  tell: (event: MessengerEventJson, seq: number | null) => void;
  become: (state: StreamState) => void;
}): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;

  const close = () => {
    clearTimeout(timer);
    clearTimeout(silence);
    stream?.close();
    stream = null;
  };

  function open(): void {
    close();
    if (over) return;
    become("connecting");
    const from = since();
    const opened = new EventSource(from === null ? STREAM : `${STREAM}?last_event_id=${from}`);
    stream = opened;
    listenForSilence();
    opened.addEventListener("message", ({ data, lastEventId }) => {
      listenForSilence();
      const event = readEvent(data);
      if (event) hear(event, readSeq(lastEventId));
    });
    opened.addEventListener("error", () => {
      if (stream !== opened) return;
      // The browser tries again by itself, and says from where.
      if (opened.readyState !== EventSource.CLOSED) become("connecting");
      else later();
    });
  }

  function hear(event: MessengerEventJson, seq: number | null): void {
    switch (event.type) {
      case "connected":
        if (isOurs(event.user)) become("live");
        else end();
        return;
      case "keepalive":
        failures = 0;
        return;
      case "closed":
        // With `shutdown` the browser comes back by itself.
        if (event.reason === "signed_out") end();
        return;
      default:
        tell(event, seq);
    }
  }

  function later(): void {
    close();
    become("offline");
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
    // Not every browser at the same moment.
    timer = setTimeout(open, pause * (0.5 + Math.random()));
  }

  function listenForSilence(): void {
    clearTimeout(silence);
    silence = setTimeout(open, SILENCE_MS);
  }

  function end(): void {
    over = true;
    close();
    become("offline");
    window.removeEventListener("online", open);
  }

  window.addEventListener("online", open);
  open();
  return end;
}
