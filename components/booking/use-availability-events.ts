"use client";

import { useEffect, useRef } from "react";
import { ANYONE } from "./booking-offer.ts";
import { property } from "./fetch-json.ts";

/** A refused stream is not tried again by the browser: by us, after about this long. */
const TRY_AGAIN_MS = 30_000;

/**
 * Calls `onChange` whenever an artist's free times may have changed, as the desk tells it (server-sent events), from
 * `version`, which the page was made from, on. Listens only while the page is visible; what was missed meanwhile is told when
 * it is back. Without the stream the readings in turn go on.
 */
export function useAvailabilityEvents(artistId: string, version: number, onChange: () => void): void {
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);

  useEffect(() => {
    // One stream tells of one artist; for "anyone" the readings in turn must do.
    if (artistId === ANYONE) return;
    let known = version;
    let stream: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const close = () => {
      clearTimeout(timer);
      stream?.close();
      stream = null;
    };
    const open = () => {
      close();
      const opened = new EventSource(
        `/api/availability/events?${new URLSearchParams({ artistId, since: String(known) })}`,
      );
      stream = opened;
      opened.addEventListener("availability", (event) => {
        known = versionOf(event.data) ?? known;
        change.current();
      });
      opened.addEventListener("error", () => {
        if (opened.readyState !== EventSource.CLOSED || stream !== opened) return;
        timer = setTimeout(open, TRY_AGAIN_MS * (0.75 + Math.random() / 2));
      });
    };
    const follow = () => (document.visibilityState === "visible" ? open() : close());

    follow();
    document.addEventListener("visibilitychange", follow);
    // A page that is kept for "back" must not hold a connection.
    window.addEventListener("pagehide", close);
    window.addEventListener("pageshow", restore);
    function restore(event: PageTransitionEvent) {
      if (event.persisted) follow();
    }
    return () => {
      close();
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", close);
      window.removeEventListener("pageshow", restore);
    };
  }, [artistId, version]);
}

function versionOf(data: unknown): number | null {
  try {
    const version = property(JSON.parse(String(data)), "version");
    return typeof version === "number" ? version : null;
  } catch {
    return null;
  }
}
