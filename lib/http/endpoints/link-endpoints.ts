import { z } from "zod";
import { messageText } from "#lib/appointments/managed-input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** The customer's link as the studio handles it, and what both write to each other. */

const link = z.object({ manageUrl: z.string() });
const messages = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      author: z.enum(["customer", "studio"]),
      authorName: z.string(),
      text: z.string(),
      createdAt: isoOut,
    }),
  ),
});

export const linkEndpoints = {
  showLink: endpoint({
    method: "GET",
    path: "/api/appointments/{id}/link",
    summary: "The customer's own link, to be passed on",
    access: "session",
    scope: "appointments:write",
    limit: "read",
    response: link,
  }),
  revokeLink: endpoint({
    method: "POST",
    path: "/api/appointments/{id}/link",
    summary: "Make the customer's link a new one; the one before leads nowhere any more",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: link,
  }),
  listAppointmentMessages: endpoint({
    method: "GET",
    path: "/api/appointments/{id}/messages",
    summary: "What customer and studio wrote to each other, oldest first",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    response: messages,
  }),
  answerCustomer: endpoint({
    method: "POST",
    path: "/api/appointments/{id}/messages",
    summary: "Write to the customer: on their page, and by mail",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: z.object({ text: messageText.pipe(z.string().min(1, "required")) }),
    response: messages,
  }),
};
