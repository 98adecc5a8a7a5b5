"use client";

import { type ReactNode, useEffect, useState } from "react";
import { eventHub } from "./event-hub.ts";
import { MessengerEventsContext } from "./use-messenger-events.ts";

/**
 * Connects everything inside to the messenger's events once the page has come to rest.
 * `userId` is who is signed in; `since` the newest event (its seq) when the page was made.
 */
export function MessengerEventsProvider({
  userId,
  since,
  children,
}: {
  userId: string;
  since: number;
  children: ReactNode;
}) {
  const [hub] = useState(eventHub);
  const [firstSince] = useState(since);

  useEffect(() => {
    let stop: (() => void) | null = null;
    let ended = false;
    const start = () =>
      import("./share-stream.ts").then(
        ({ shareStream }) => {
          if (stop === null && !ended) stop = shareStream({ userId, since: firstSince, hub });
        },
        // The script could not be fetched: a page with an older build, or offline.
        () => hub.become("offline"),
      );
    const cancel = whenIdle(() => void start());
    return () => {
      ended = true;
      cancel();
      stop?.();
    };
  }, [hub, userId, firstSince]);

  return <MessengerEventsContext value={hub}>{children}</MessengerEventsContext>;
}

/** After the page was loaded and has nothing better to do. @returns what takes it back */
function whenIdle(act: () => void): () => void {
  let cancel = () => {};
  const wait = () => {
    if ("requestIdleCallback" in window) {
      const id = window.requestIdleCallback(act, { timeout: 2000 });
      cancel = () => window.cancelIdleCallback(id);
    } else {
      const id = setTimeout(act, 200);
      cancel = () => clearTimeout(id);
    }
  };
  if (document.readyState === "complete") wait();
  else {
    window.addEventListener("load", wait, { once: true });
    cancel = () => window.removeEventListener("load", wait);
  }
  return () => cancel();
}
