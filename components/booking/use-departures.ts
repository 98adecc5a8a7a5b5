"use client";

import { useEffect, useRef, useState } from "react";

/** How long a slot that was taken stays readable before it folds away. */
const LINGER_MS = 4_000;

/**
 * The slots of `key` (a day) that vanished while one was looking. They stay for four seconds, to be shown as taken.
 * A change of `key` or of the part of the calendar known is no departure.
 */
export function useDepartures(key: string, starts: readonly number[], ready: boolean): number[] {
  const before = useRef<{ key: string; starts: readonly number[] }>({ key, starts });
  const [leaving, setLeaving] = useState<{ key: string; starts: number[] }>({ key, starts: [] });
  useEffect(() => {
    if (!ready) return;
    const last = before.current;
    before.current = { key, starts };
    if (last.key !== key) return;
    const nowMs = Date.now();
    const gone = last.starts.filter((start) => !starts.includes(start) && start > nowMs);
    if (gone.length === 0) return;
    setLeaving((current) => ({ key, starts: [...(current.key === key ? current.starts : []), ...gone] }));
    setTimeout(() => {
      setLeaving((current) => ({
        ...current,
        starts: current.starts.filter((start) => !gone.includes(start)),
      }));
    }, LINGER_MS);
  }, [key, starts, ready]);
  return leaving.key === key ? leaving.starts.filter((start) => !starts.includes(start)) : [];
}
