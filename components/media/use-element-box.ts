"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide an element is and how far below the top of the page, in CSS pixels; renewed as the page changes. */
export function useElementBox(element: RefObject<HTMLElement | null>): { width: number; top: number } {
  const [box, setBox] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const measure = () => {
      const rect = node.getBoundingClientRect();
      const next = { width: Math.floor(rect.width), top: Math.round(rect.top + window.scrollY) };
      setBox((before) => (before.width === next.width && before.top === next.top ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    // What stands above may grow and push it down.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return box;
}
