import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";
import type { OpenOffer } from "#lib/offers/offer-view.ts";
import type { WaitlistView } from "#lib/waitlist/waitlist-view.ts";
import { iso } from "./iso.ts";

/** Offers, inquiries and the waitlist in answers. */

export function offerJson({ offer, times }: OpenOffer) {
  const { id, kind, aboutId, word, state } = offer;
  return {
    id,
    kind,
    aboutId,
    word,
    state,
    expiresAt: iso(offer.expiresAt),
    times: times.map(({ heldId, startMs, endMs }) => ({
      heldId,
      startTime: iso(startMs),
      endTime: iso(endMs),
    })),
  };
}

export function inquiryJson({ artist: _artist, service: _service, updatedAt: _at, ...view }: InquiryView) {
  return { ...view, expiresAt: iso(view.expiresAt), createdAt: iso(view.createdAt) };
}

export function waitlistJson(view: WaitlistView) {
  const { id, state, artistId, serviceId, durationMinutes, fromDay, toDay, weekdays } = view;
  const { clientName, clientEmail, clientPhone, description, createdAt, open } = view;
  return {
    ...{ id, state, artistId, serviceId, durationMinutes, fromDay, toDay, weekdays },
    ...{ clientName, clientEmail, clientPhone, description },
    createdAt: iso(createdAt),
    offer: open && offerJson(open),
  };
}
