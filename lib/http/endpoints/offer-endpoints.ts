import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import { newOffer, offeredChoice, offerRefusal } from "#lib/offers/input.ts";
import { waitlistRequest, waitlistStep } from "#lib/waitlist/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** Times held for somebody until one is chosen, and the waitlist. */

const heldTime = z.object({ heldId: z.string(), startTime: isoOut, endTime: isoOut });
const offer = z.object({
  id: z.string(),
  kind: z.enum(["inquiry", "appointment", "waitlist"]),
  /** The inquiry, appointment or entry of the waitlist it answers. */
  aboutId: z.string(),
  word: z.string(),
  state: z.enum(["open", "chosen", "withdrawn", "expired", "refused"]),
  expiresAt: isoOut,
  times: z.array(heldTime),
});
const entry = z.object({
  id: z.string(),
  state: z.enum(["WAITING", "OFFERED", "BOOKED", "LEFT", "EXPIRED"]),
  artistId: z.string(),
  serviceId: z.string(),
  durationMinutes: z.number(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  /** ISO weekdays; empty means every day. */
  weekdays: z.array(z.number()),
  clientName: z.string(),
  clientEmail: z.string(),
  clientPhone: z.string(),
  description: z.string(),
  createdAt: isoOut,
  offer: offer.nullable(),
});

export const offerEndpoints = {
  makeOffer: endpoint({
    method: "POST",
    path: "/api/offers",
    summary:
      "Offer one to five times for an inquiry or in place of an appointment; each is held until one is chosen",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: newOffer,
    response: z.object({ offer }),
    status: 201,
  }),
  showOffer: endpoint({
    method: "GET",
    path: "/api/offers",
    summary: "The offer that stands about an inquiry or appointment, if there is one",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({ kind: z.enum(["inquiry", "appointment"], { error: "unknown" }), aboutId: id }),
    response: z.object({ offer: offer.nullable() }),
  }),
  withdrawOffer: endpoint({
    method: "DELETE",
    path: "/api/offers/{id}",
    summary: "Take an offer back; its times are free again",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ withdrawn: z.literal(true) }),
  }),
  chooseOffered: endpoint({
    method: "POST",
    path: "/api/offers/choose",
    summary: "A customer takes one of the offered times, by the token of their link",
    access: "public",
    limit: "booking",
    body: offeredChoice,
    response: z.object({
      appointment: z.object({ id: z.string(), status: z.enum(["CONFIRMED", "PENDING"]) }),
      manageUrl: z.string(),
    }),
  }),
  refuseOffer: endpoint({
    method: "POST",
    path: "/api/offers/refuse",
    summary: "None of the offered times suits the customer, by the token of their link",
    access: "public",
    limit: "booking",
    body: offerRefusal,
    response: z.object({ refused: z.literal(true) }),
  }),
  joinWaitlist: endpoint({
    method: "POST",
    path: "/api/waitlist",
    summary:
      "Wait for a time to become free; where some are free now, those are answered and nothing is stored (200)",
    access: "public",
    limit: "booking",
    body: waitlistRequest,
    response: z.object({
      waitlistUrl: z.string().nullable(),
      free: z.array(z.object({ startTime: isoOut, endTime: isoOut })),
    }),
    status: 201,
  }),
  manageWaitlist: endpoint({
    method: "POST",
    path: "/api/waitlist/manage",
    summary: "A customer leaves the waitlist, by the token of their link",
    access: "public",
    limit: "booking",
    body: waitlistStep,
    response: z.object({ state: z.literal("LEFT") }),
  }),
  listWaitlist: endpoint({
    method: "GET",
    path: "/api/waitlist",
    summary: "Who waits for which time, first come first; artists see their own",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({ artistId: id.optional() }),
    response: z.object({ entries: z.array(entry) }),
  }),
  removeFromWaitlist: endpoint({
    method: "DELETE",
    path: "/api/waitlist/{id}",
    summary: "Take somebody off the waitlist",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ removed: z.literal(true) }),
  }),
  restoreToWaitlist: endpoint({
    method: "POST",
    path: "/api/waitlist/{id}/restore",
    summary: "Put somebody back whom the studio took off the waitlist, at the place they had",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ restored: z.literal(true) }),
  }),
};
