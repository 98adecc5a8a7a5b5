"use client";

import { type RefObject, useEffect, useRef } from "react";

const FAR = 64;
const STEEP = 40;
/** Longer, and it was a press that wandered. */
const QUICK_MS = 450;

/** A quick stroke of one finger to the side turns the page. */
export function useSwipe(
  root: RefObject<HTMLElement | null>,
  turn: { back: () => void; forth: () => void },
): void {
  const current = useRef(turn);
  useEffect(() => {
    current.current = turn;
  });
  useEffect(() => {
    const element = root.current;
    let from: { x: number; y: number; at: number } | null = null;
    const onStart = (event: TouchEvent) => {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      from = touch ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
    };
    const onEnd = (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!from || !touch || event.timeStamp - from.at > QUICK_MS) return;
      const by = touch.clientX - from.x;
      if (Math.abs(touch.clientY - from.y) > STEEP || Math.abs(by) < FAR) return;
      if (by < 0) current.current.forth();
      else current.current.back();
    };
    element?.addEventListener("touchstart", onStart, { passive: true });
    element?.addEventListener("touchend", onEnd, { passive: true });
    return () => {
      element?.removeEventListener("touchstart", onStart);
      element?.removeEventListener("touchend", onEnd);
    };
  }, [root]);
}
