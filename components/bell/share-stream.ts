import type { MessengerEventJson } from "#lib/messenger/event-json.ts";
import type { EventHub, StreamState } from "./event-hub.ts";
import { followStream } from "./follow-stream.ts";
import { recentEvents, type SeqEvent } from "./recent-events.ts";

/** What the tabs of one person in one browser tell each other. `tab` is who says it, `to` who it is for. */
type Said =
  | { kind: "event"; seq: number | null; event: MessengerEventJson }
  | { kind: "state"; state: StreamState }
  /** Another tab holds the connection from now on. */
  | { kind: "leads" }
  /** A tab that knows everything up to `since`. */
  | { kind: "hello"; tab: string; since: number | null }
  /** What it missed; null where nobody knows any more. */
  | { kind: "welcome"; to: string; state: StreamState; missed: SeqEvent[] | null };

/**
 * One connection for all tabs of a browser, because a browser opens six to one origin only: the tab that holds a lock
 * holds it, and tells the others. When that tab goes, the next one goes on from the newest event it heard of. Browsers
 * without locks or channels have a connection a tab.
 * @returns what ends it
 */
export function shareStream({
  userId,
  since,
  hub,
}: {
  userId: string;
  since: number;
  hub: EventHub;
}): () => void {
  let leave = enter();
  let left = false;

  function enter(): () => void {
    const events = recentEvents(since);
    const hear = (event: MessengerEventJson, seq: number | null) => {
      // Who was too slow goes on where they were; after `too_old` nothing that was known counts.
      if (event.type === "reset" && event.reason === "too_old") events.forget();
      else if (seq !== null && !events.add({ seq, event })) return;
      hub.tell(event);
    };
    const follow = (said: (message: Said) => void) =>
      followStream({
        since: events.newest,
        isOurs: (hubUserId) => hubUserId === userId,
        tell(event, seq) {
          said({ kind: "event", seq, event });
          hear(event, seq);
        },
        become(state) {
          said({ kind: "state", state });
          hub.become(state);
        },
      });
    if (!("locks" in navigator) || !("BroadcastChannel" in window)) return follow(() => {});

    const name = `parlour-messenger-${userId}`;
    const tab = crypto.randomUUID();
    const channel = new BroadcastChannel(name);
    const ended = new AbortController();
    let leads = false;
    const say = (message: Said) => {
      if (!ended.signal.aborted) channel.postMessage(message);
    };
    const greet = () => say({ kind: "hello", tab, since: events.newest() });

    channel.addEventListener("message", ({ data }: MessageEvent<Said>) => {
      if (data.kind === "event") hear(data.event, data.seq);
      else if (data.kind === "state") hub.become(data.state);
      else if (data.kind === "leads") greet();
      else if (data.kind === "hello") {
        if (!leads) return;
        const missed = events.after(data.since);
        say({ kind: "welcome", to: data.tab, state: hub.state(), missed });
      } else if (data.to === tab) {
        hub.become(data.state);
        if (data.missed) for (const { event, seq } of data.missed) hear(event, seq);
        else hear({ type: "reset", reason: "too_old" }, null);
      }
    });
    navigator.locks
      .request(name, { signal: ended.signal }, async () => {
        leads = true;
        say({ kind: "leads" });
        const stop = follow(say);
        await new Promise<void>((resolve) =>
          ended.signal.addEventListener("abort", () => resolve(), { once: true }),
        );
        stop();
      })
      // Left before its turn came.
      .catch(() => undefined);
    // A tab that was put to sleep may have missed what was said.
    const onVisible = () => {
      if (document.visibilityState === "visible" && !leads) greet();
    };
    document.addEventListener("visibilitychange", onVisible);
    greet();
    return () => {
      ended.abort();
      channel.close();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }

  // A page that is kept for "back" holds neither lock nor connection; it comes back as it was, and asks what it missed.
  const onHide = () => {
    if (!left) leave();
    left = true;
  };
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted || !left) return;
    left = false;
    leave = enter();
  };
  window.addEventListener("pagehide", onHide);
  window.addEventListener("pageshow", onShow);
  return () => {
    onHide();
    window.removeEventListener("pagehide", onHide);
    window.removeEventListener("pageshow", onShow);
  };
}
