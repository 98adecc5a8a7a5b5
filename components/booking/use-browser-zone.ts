"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The browser's IANA zone; null on the server and while hydrating, so that both say the same at first. */
export function useBrowserZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || null,
    () => null,
  );
}

/** False on the server and while hydrating, true once scripts run. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
