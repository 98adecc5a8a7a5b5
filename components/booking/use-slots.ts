"use client";

import { useEffect, useMemo } from "react";
import { ANYONE, type BookingOffer } from "./booking-offer.ts";
import { instantMs, property } from "./fetch-json.ts";
import { monthGrid, shiftMonth } from "./month-grid.ts";
import { askAhead, useAnswer } from "./use-answer.ts";
import { whoBits } from "./who-bits.ts";

const DAY = 86_400_000;
/** What the page was made from counts as news for so long. */
const NEWS_MS = 60_000;

interface Answer {
  starts: number[];
  /** Ids of who could take each start; lists are empty where one artist was asked for. */
  who: string[][];
  verified: boolean;
  asOfMs: number | null;
}

function readAnswer(body: unknown): Answer {
  const slots = property(body, "slots");
  if (!Array.isArray(slots)) throw new Error("The desk's answer holds no slots");
  const known = slots.flatMap((slot) => {
    const start = instantMs(property(slot, "startTime"));
    const ids = property(slot, "artistIds");
    return start === null ? [] : [{ start, ids: Array.isArray(ids) ? ids.map(String) : [] }];
  });
  return {
    starts: known.map(({ start }) => start),
    who: known.map(({ ids }) => ids),
    verified: property(body, "verified") === true,
    asOfMs: instantMs(property(body, "asOf")),
  };
}

export interface KnownSlots {
  starts: number[];
  /** Who could take a start, as bits of the offer's `anyOf`; empty where one artist was asked for. */
  who: Map<number, number>;
  asOfMs: number | null;
  verified: boolean;
  /** The month shown was never read before and is on its way. */
  loading: boolean;
  /** The last attempt to refresh failed: what is shown is from before. */
  stale: boolean;
  refresh: () => void;
}

/**
 * The slots of the month shown, read again every 30 seconds while one looks; all others as the server knew them. A month
 * the page came with is shown without asking; one beyond is fetched before it is turned to. `turn` counts what
 * happened to the artist's time since the page was made.
 */
export function useSlots(offer: BookingOffer, month: string, turn: number): KnownSlots {
  const { fromMs, toMs } = useMemo(() => windowOf(month, offer.nowMs), [month, offer.nowMs]);
  const known = isKnown(offer, fromMs, toMs);
  const initial = useMemo<Answer>(() => {
    const inside = offer.starts.flatMap((start, index) => (start >= fromMs && start < toMs ? [index] : []));
    return {
      starts: inside.map((index) => offer.starts[index] ?? 0),
      who: inside.map((index) => namesOf(offer, offer.who[index] ?? 0)),
      verified: offer.freshness.verified,
      asOfMs: offer.freshness.asOf,
    };
  }, [offer, fromMs, toMs]);
  const { data, failed, refresh } = useAnswer(slotsUrl(offer, fromMs, toMs), readAnswer, {
    everyMs: 30_000,
    turn,
    initial: known ? initial : undefined,
    // The page has just been made from the same answer: the first reading again is the next one in turn.
    settled: known && !isOld(offer),
  });

  const loading = data === undefined && !failed;
  useEffect(() => {
    if (loading) return;
    const next = windowOf(shiftMonth(month, 1), offer.nowMs);
    if (isKnown(offer, next.fromMs, next.toMs) || next.fromMs > offer.nowMs + 400 * DAY) return;
    askAhead(slotsUrl(offer, next.fromMs, next.toMs), readAnswer);
  }, [offer, month, loading]);

  const slots = useMemo(() => {
    const times = new Map<number, number>();
    offer.starts.forEach((start, index) => {
      if (!data || start < fromMs || start >= toMs) times.set(start, offer.who[index] ?? 0);
    });
    const ids = offer.anyOf.map(({ id }) => id);
    data?.starts.forEach((start, index) => {
      if (offer.earliestMs === null || start >= offer.earliestMs)
        times.set(start, whoBits(ids, data.who[index] ?? []));
    });
    return {
      starts: [...times.keys()].sort((a, b) => a - b),
      who: offer.artist.id === ANYONE ? times : nobody,
      asOfMs: data ? data.asOfMs : offer.freshness.asOf,
      verified: data ? data.verified : offer.freshness.verified,
      loading,
    };
  }, [offer, data, loading, fromMs, toMs]);
  return { ...slots, stale: failed, refresh };
}

const nobody = new Map<number, number>();

function slotsUrl(offer: BookingOffer, fromMs: number, toMs: number): string {
  const query = new URLSearchParams({
    artistId: offer.artist.id,
    serviceId: offer.service.id,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    timeZone: offer.artist.timeZone,
  });
  if (offer.service.durationChoices.length > 1 || offer.purpose.kind !== "book")
    query.set("durationMinutes", String(offer.durationMinutes));
  if (offer.exceptAppointmentId) query.set("exceptAppointmentId", offer.exceptAppointmentId);
  return `/api/availability/slots?${query}`;
}

function namesOf(offer: BookingOffer, bits: number): string[] {
  return offer.anyOf.flatMap(({ id }, index) => ((bits >> index) & 1 ? [id] : []));
}

function isKnown(offer: BookingOffer, fromMs: number, toMs: number): boolean {
  return fromMs >= offer.loadedFromMs && toMs <= offer.loadedToMs;
}

/** A page that was prefetched, or kept for "back", may be older than it looks. */
function isOld(offer: BookingOffer): boolean {
  return typeof window !== "undefined" && Date.now() - offer.nowMs > NEWS_MS;
}

/** The weeks of a month with a day to spare for zones far away; never the past. At most 44 days. */
function windowOf(month: string, nowMs: number): { fromMs: number; toMs: number } {
  const weeks = monthGrid(month);
  const first = Date.parse(`${weeks[0]?.[0] ?? `${month}-01`}T00:00:00Z`) - DAY;
  const fromMs = Math.max(first, nowMs);
  return { fromMs, toMs: Math.max(first + (weeks.length * 7 + 2) * DAY, fromMs + DAY) };
}
