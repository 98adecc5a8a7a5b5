import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";
import { pageLimit, sequence } from "./query-numbers.ts";

const EVENTS = "connected, new_message, notification, message_changed, room, read, keepalive, reset, closed";

const told = z.looseObject({ seq: z.int().optional(), type: z.string() });

export const messengerEventEndpoints = {
  streamMessengerEvents: endpoint({
    method: "GET",
    path: "/api/v1/events/stream",
    summary: `Server-sent events without a name, JSON with a \`type\` each: ${EVENTS}. Last-Event-ID, or last_event_id, is the last one heard: all that came since is told again, or \`reset\` where that is not kept any more. EventSource sends no Authorization: it takes a ticket (once), or a hub token as \`token\``,
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: z.object({
      ticket: z.string().max(500).optional(),
      token: z.string().max(8192).optional(),
      // What is no number is what nobody has heard: the stream begins live.
      last_event_id: z.string().max(100).optional(),
    }),
    response: z.string(),
    responseType: "text/event-stream",
  }),
  pollMessengerEvents: endpoint({
    method: "GET",
    path: "/api/v1/events/poll",
    summary:
      "The events after `since`, oldest first, or the newest; nothing is deleted by reading. The header X-Next-Cursor is the next `since`, also where the array is empty. An array that begins with {type: reset, reason: too_old} lacks what is not kept any more",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: z.object({ since: sequence.optional(), limit: pageLimit(100, 500) }),
    response: z.array(told),
  }),
  makeMessengerTicket: endpoint({
    method: "POST",
    path: "/api/v1/events/ticket",
    summary:
      "A ticket that opens one event stream, once, within a minute; the stream ends when what the ticket was made with ends",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    status: 201,
    response: z.object({ ticket: z.string(), expires_at: isoOut }),
  }),
};
