import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import {
  inquiryDecline,
  inquiryMessage,
  inquiryRequest,
  inquiryStatus,
  inquiryStep,
} from "#lib/inquiries/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** Ideas without a time yet. */

const inquiry = z.object({
  id: z.string(),
  status: inquiryStatus,
  artistId: z.string(),
  serviceId: z.string(),
  /** Null once they are forgotten. */
  customerId: z.string().nullable(),
  description: z.string(),
  placement: z.string(),
  size: z.string(),
  budget: z.string(),
  wishes: z.string(),
  timeZone: z.string(),
  clientName: z.string(),
  clientEmail: z.string(),
  clientPhone: z.string(),
  /** What it became. */
  appointmentId: z.string().nullable(),
  expiresAt: isoOut,
  createdAt: isoOut,
  version: z.number(),
});

export const inquiryEndpoints = {
  createInquiry: endpoint({
    method: "POST",
    path: "/api/inquiries",
    summary: "Tell an artist of an idea, to be answered with times",
    access: "public",
    limit: "booking",
    body: inquiryRequest,
    pictures: true,
    response: z.object({
      inquiry: z.object({
        id: z.string(),
        status: z.literal("OPEN"),
        artistId: z.string(),
        serviceId: z.string(),
      }),
      inquiryUrl: z.string(),
    }),
    status: 201,
  }),
  manageInquiry: endpoint({
    method: "POST",
    path: "/api/inquiries/manage",
    summary: "What a customer does with the link of their inquiry: withdraw it, write, add pictures",
    access: "public",
    limit: "booking",
    body: inquiryStep,
    pictures: true,
    response: z.object({ status: inquiryStatus }),
  }),
  listInquiries: endpoint({
    method: "GET",
    path: "/api/inquiries",
    summary: "Inquiries one may see; the open ones oldest first",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({
      status: inquiryStatus.default("OPEN"),
      artistId: id.optional(),
      limit: z.coerce.number({ error: "not_a_number" }).int().min(1).max(200, "too_many").default(50),
      offset: z.coerce.number({ error: "not_a_number" }).int().min(0).max(1_000_000).default(0),
    }),
    response: z.object({ inquiries: z.array(inquiry), total: z.number() }),
  }),
  showInquiry: endpoint({
    method: "GET",
    path: "/api/inquiries/{id}",
    summary: "One inquiry, with what was written",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    response: z.object({
      inquiry,
      messages: z.array(
        z.object({
          id: z.string(),
          author: z.enum(["customer", "studio"]),
          authorName: z.string(),
          text: z.string(),
          createdAt: isoOut,
        }),
      ),
    }),
  }),
  declineInquiry: endpoint({
    method: "PATCH",
    path: "/api/inquiries/{id}",
    summary: "Decline an inquiry, with a word to the customer",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: inquiryDecline,
    response: z.object({ inquiry }),
  }),
  reopenInquiry: endpoint({
    method: "POST",
    path: "/api/inquiries/{id}/reopen",
    summary: "Open an inquiry again that was declined or ran out",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ inquiry }),
  }),
  answerInquiry: endpoint({
    method: "POST",
    path: "/api/inquiries/{id}/messages",
    summary: "Write to the customer of an inquiry",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: inquiryMessage,
    response: z.object({ sent: z.literal(true) }),
    status: 201,
  }),
};
