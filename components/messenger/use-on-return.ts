"use client";

import { useEffect, useEffectEvent } from "react";

/** Calls when somebody comes back to the page, or the connection is back. */
export function useOnReturn(onReturn: () => void): void {
  const call = useEffectEvent(onReturn);
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && call();
    const onOnline = () => call();
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("online", onOnline);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("online", onOnline);
    };
  }, []);
}
