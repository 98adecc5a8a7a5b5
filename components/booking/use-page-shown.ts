"use client";

import { useEffect, useRef } from "react";

/** Calls back when the browser shows a page again that it had kept for "back". */
export function usePageShown(onShown: () => void): void {
  const shown = useRef(onShown);
  useEffect(() => {
    shown.current = onShown;
  }, [onShown]);
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) shown.current();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
}
