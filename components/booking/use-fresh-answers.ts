"use client";

import { useCallback } from "react";
import { useSWRConfig } from "swr";

/** Reads every answer about an artist's times again that the page shows: the month's slots and the time looked at. */
export function useFreshAnswers(artistId: string): () => void {
  const { mutate } = useSWRConfig();
  return useCallback(() => void mutate((key) => isAbout(key, artistId)), [mutate, artistId]);
}

/** Whether an address answers about an artist's times. */
export function isAbout(key: unknown, artistId: string): boolean {
  if (typeof key !== "string") return false;
  const { pathname, searchParams } = new URL(key, "http://localhost");
  return (
    ["/api/availability/slots", "/api/caldav/availability"].includes(pathname) &&
    searchParams.get("artistId") === artistId
  );
}
