"use client";

import { useMemo } from "react";
import useSWR from "swr";
import type { BookingOffer } from "./booking-offer.ts";
import { fetchJson, instantMs, property } from "./fetch-json.ts";
import { monthGrid } from "./month-grid.ts";

const DAY = 86_400_000;

interface Answer {
  starts: number[];
  verified: boolean;
  asOfMs: number | null;
}

function readAnswer(body: unknown): Answer {
  const slots = property(body, "slots");
  if (!Array.isArray(slots)) throw new Error("The desk's answer holds no slots");
  const starts = slots
    .map((slot) => instantMs(property(slot, "startTime")))
    .filter((start) => start !== null);
  return { starts, verified: property(body, "verified") === true, asOfMs: instantMs(property(body, "asOf")) };
}

export interface KnownSlots {
  starts: number[];
  asOfMs: number | null;
  verified: boolean;
  /** The month shown was never read before and is on its way. */
  loading: boolean;
  /** The last attempt to refresh failed: what is shown is from before. */
  stale: boolean;
  refresh: () => void;
}

/** The slots of the month shown, read again every 30 seconds while one looks; all others as the server knew them. */
export function useSlots(offer: BookingOffer, month: string): KnownSlots {
  const { fromMs, toMs } = useMemo(() => windowOf(month, offer.nowMs), [month, offer.nowMs]);
  const query = new URLSearchParams({
    artistId: offer.artist.id,
    serviceId: offer.service.id,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    timeZone: offer.artist.timeZone,
  });
  const known = fromMs >= offer.loadedFromMs && toMs <= offer.loadedToMs;
  const fallbackData = useMemo<Answer>(
    () => ({
      starts: offer.starts.filter((start) => start >= fromMs && start < toMs),
      verified: offer.freshness.verified,
      asOfMs: offer.freshness.asOf,
    }),
    [offer, fromMs, toMs],
  );
  const { data, error, isLoading, mutate } = useSWR(
    `/api/availability/slots?${query}`,
    (url: string) => fetchJson(url, readAnswer),
    {
      refreshInterval: 30_000,
      errorRetryCount: 5,
      // The page has just been made from the same answer: the first reading again is the next one in turn.
      revalidateOnMount: !known,
      ...(known && { fallbackData }),
    },
  );
  const starts = useMemo(() => {
    if (!data) return offer.starts;
    const outside = offer.starts.filter((start) => start < fromMs || start >= toMs);
    return [...outside, ...data.starts].sort((a, b) => a - b);
  }, [data, offer.starts, fromMs, toMs]);
  return {
    starts,
    asOfMs: data ? data.asOfMs : offer.freshness.asOf,
    verified: data ? data.verified : offer.freshness.verified,
    loading: isLoading && !known && !data,
    stale: error !== undefined,
    refresh: () => void mutate(),
  };
}

/** The weeks of a month with a day to spare for zones far away; never the past. At most 44 days. */
function windowOf(month: string, nowMs: number): { fromMs: number; toMs: number } {
  const weeks = monthGrid(month);
  const first = Date.parse(`${weeks[0]?.[0] ?? `${month}-01`}T00:00:00Z`) - DAY;
  const fromMs = Math.max(first, nowMs);
  return { fromMs, toMs: Math.max(first + (weeks.length * 7 + 2) * DAY, fromMs + DAY) };
}
