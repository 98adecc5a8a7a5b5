"use client";

import { type RefObject, useEffect } from "react";

/** Tells the site around the frame how high the widget is, in CSS pixels, and nobody else. */
export function useAnnouncedHeight(root: RefObject<HTMLElement | null>, site: string | null): void {
  useEffect(() => {
    const element = root.current;
    if (!element || site === null) return;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      window.parent.postMessage({ type: "parlour:height", height }, site);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [root, site]);
}
