"use client";

import { useEffect, useState } from "react";

/**
 * The time of this browser, epoch milliseconds, renewed while somebody looks. `madeMs` is what the server wrote into the
 * page, shown first; without one the page must not show the time before the browser runs it.
 */
export function useNow(madeMs?: number, everyMs = 30_000): number {
  const [now, setNow] = useState(() => madeMs ?? Date.now());
  useEffect(() => {
    const renew = () => document.visibilityState === "visible" && setNow(Date.now());
    renew();
    const timer = setInterval(renew, everyMs);
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [everyMs]);
  return now;
}
