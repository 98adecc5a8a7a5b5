"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The reader's zone, sent along with a form where scripts run; without them the artist's is taken. */
export function BrowserZoneField({ fallback = "" }: { fallback?: string | undefined }) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || fallback,
    () => fallback,
  );
  return <input type="hidden" name="timeZone" value={zone} />;
}
