"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** So near the end counts as being there, CSS pixels. */
const NEAR = 48;

/**
 * Keeps the place of whoever reads in a history that grows at both ends: at the end it follows what comes, elsewhere it
 * stays, also while older messages come in above. Begins at `[data-unread-line]` where there is one, else at the end.
 */
export function useHistoryScroll({
  firstSeq,
  lastSeq,
  sentCount,
}: {
  /** Of what is shown; null while nothing is. */
  firstSeq: number | null;
  lastSeq: number;
  /** Grows with whatever the reader sends, which leads to the end. */
  sentCount: number;
}): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  toEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const before = useRef<{ firstSeq: number; height: number } | null>(null);
  const sent = useRef(sentCount);
  const [isAtEnd, setAtEnd] = useState(true);

  function toEnd() {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    follows.current = true;
    setAtEnd(true);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: lastSeq says that something came at the end
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || firstSeq === null) return;
    const known = before.current;
    if (known === null) {
      const line = box.querySelector("[data-unread-line]");
      if (line) box.scrollTop = line.getBoundingClientRect().top - box.getBoundingClientRect().top - 64;
      else box.scrollTop = box.scrollHeight;
      follows.current = isNearEnd(box);
      setAtEnd(follows.current);
    } else if (firstSeq < known.firstSeq) {
      box.scrollTop += box.scrollHeight - known.height;
    } else if (follows.current) {
      box.scrollTop = box.scrollHeight;
    }
    before.current = { firstSeq, height: box.scrollHeight };
  }, [firstSeq, lastSeq]);

  useLayoutEffect(() => {
    const isNew = sentCount > sent.current;
    sent.current = sentCount;
    const box = scroller.current;
    if (!box || !(isNew || follows.current)) return;
    box.scrollTop = box.scrollHeight;
    follows.current = true;
    setAtEnd(true);
  }, [sentCount]);

  useEffect(() => {
    const box = scroller.current;
    const inside = content.current;
    if (!box || !inside) return;
    const onScroll = () => {
      follows.current = isNearEnd(box);
      setAtEnd(follows.current);
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    // A field that grows, a picture that turns out otherwise, a window that is turned.
    const observer = new ResizeObserver(() => {
      if (follows.current) box.scrollTop = box.scrollHeight;
      if (before.current) before.current.height = box.scrollHeight;
    });
    observer.observe(inside);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      observer.disconnect();
    };
  }, []);

  return { scroller, content, isAtEnd, toEnd };
}

function isNearEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
}
