"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { BookingOffer } from "./booking-offer.ts";
import { type BookingParams, bookingHref, parseBookingParams } from "./booking-url.ts";
import { type BookingStep, bookingView } from "./booking-view.ts";
import { endOf } from "./clock-words.ts";
import { readersZone } from "./readers-zone.ts";
import { toTimeCheck, useAvailability } from "./use-availability.ts";
import { useAvailabilityEvents } from "./use-availability-events.ts";
import { useBrowserZone } from "./use-browser-zone.ts";
import { useDepartures } from "./use-departures.ts";
import { useSlots } from "./use-slots.ts";
import { whoOf } from "./who-bits.ts";

/**
 * Everything the booking page shows at this moment: the address and what the server knew, kept fresh. The address holds
 * the whole state, so that back and forward are right at every step.
 */
export function useBooking(offer: BookingOffer) {
  const search = useSearchParams();
  const params = useMemo(() => parseBookingParams(search), [search]);
  const artistZone = offer.artist.timeZone;
  const browserZone = useBrowserZone();
  const { nowMs } = offer;
  const zone = params.zone ?? readersZone(browserZone, artistZone, nowMs);

  // The month shown decides what is read, and what is read decides the first free day: two small passes.
  const { month } = useMemo(
    () => bookingView({ params, starts: offer.starts, zone, nowMs }),
    [params, offer.starts, zone, nowMs],
  );
  // Each time the artist's times may have changed, everything shown is asked for again.
  const [turn, setTurn] = useState(0);
  const slots = useSlots(offer, month, turn);
  const view = useMemo(
    () => bookingView({ params: { ...params, month }, starts: slots.starts, zone, nowMs }),
    [params, month, slots.starts, zone, nowMs],
  );
  const { startMs } = view;
  const check = useAvailability(
    {
      artistId: offer.artist.id,
      serviceId: offer.service.id,
      startMs,
      endMs: startMs === null ? null : endOf(startMs, offer.durationMinutes),
      exceptAppointmentId: offer.exceptAppointmentId,
    },
    offer.check && startMs !== null && offer.check.startMs === startMs
      ? { startMs, check: toTimeCheck(offer.check.answer) }
      : null,
    turn,
  );
  useAvailabilityEvents(offer.artist.id, offer.availabilityVersion, () => setTurn((count) => count + 1));
  const leaving = useDepartures(
    view.shownDay ?? "",
    (view.shownDay && view.days.get(view.shownDay)) || none,
    !slots.loading,
  );

  const wanted = useRef<BookingStep | null>(null);
  const top = useRef<HTMLDivElement>(null);
  // On a phone the step before is gone from the screen: take the reader along, once the new one is there.
  useEffect(() => {
    if (wanted.current !== view.step) return;
    wanted.current = null;
    if (!window.matchMedia("(max-width: 767px)").matches) return;
    top.current?.scrollIntoView({ block: "start" });
    document.getElementById(`step-${view.step}`)?.focus({ preventScroll: true });
  }, [view.step]);

  const kind = offer.freshness.kind === "live" ? "unreachable" : offer.freshness.kind;
  return {
    params,
    view,
    slots,
    check,
    leaving,
    top,
    browserZone,
    /** Said beside the zone shown, where its clock differs. */
    otherZone: view.zone === artistZone ? browserZone : artistZone,
    freshness: slots.verified ? ("live" as const) : kind,
    nothing: view.firstFreeDay === null && !slots.loading,
    /** With "anyone": who could take the time chosen. */
    names: whoOf(offer.anyOf, startMs === null ? 0 : (slots.who.get(startMs) ?? 0)).map(({ name }) => name),
    /** The address of another state of this page. */
    href: (change: Partial<BookingParams>) =>
      bookingHref(offer.path, {
        zone: params.zone,
        draft: params.draft,
        lengthMinutes: params.lengthMinutes,
        ...change,
      }),
    goTo: (step: BookingStep) => () => {
      wanted.current = step;
    },
  };
}

const none: readonly number[] = [];
