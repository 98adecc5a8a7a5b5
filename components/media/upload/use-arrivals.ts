"use client";

import { useEffect, useRef } from "react";
import { useUploads } from "./use-uploads.ts";

/** Looks again when a file of this customer has arrived. */
export function useArrivals(customerId: string, refresh: () => Promise<void>): void {
  const { arrivals } = useUploads();
  const count = arrivals[customerId] ?? 0;
  const seen = useRef(count);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    void latest.current();
  }, [count]);
}
