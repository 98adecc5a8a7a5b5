"use client";

import { useEffect, useState } from "react";

const EVERY_MS = 20_000;

/** The browser's clock, often enough for "5 minutes ago". Only in what the server does not render. */
export function useTicking(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
