import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** What still has to reach Nextcloud or a mail server, and what was given up. */

const delivery = z.object({
  id: z.string(),
  kind: z.enum(["calendar", "mail", "notice", "revoke", "folder", "file", "picture", "consent", "follow_up"]),
  state: z.enum(["waiting", "dead"]),
  /** What it is about; null where it is about no appointment. */
  appointmentId: z.string().nullable(),
  artistId: z.string().nullable(),
  artistName: z.string().nullable(),
  serviceName: z.string().nullable(),
  clientName: z.string().nullable(),
  startTime: isoOut.nullable(),
  /** The artist's. */
  timeZone: z.string().nullable(),
  /** Who reads it, of a mail, and what it says. */
  to: z.enum(["customer", "artist"]).nullable(),
  template: z.string().nullable(),
  /** The path of a folder or file below the base folder. */
  path: z.string().nullable(),
  attempts: z.number(),
  createdAt: isoOut,
  nextAttemptAt: isoOut,
  deadAt: isoOut.nullable(),
  lastErrorKey: z.string().nullable(),
  lastError: z.string().nullable(),
});

const pageNumber = (fallback: number, maximum: number) =>
  z.coerce.number({ error: "not_a_number" }).int().min(0).max(maximum, "too_many").default(fallback);

export const outboxEndpoints = {
  listOutbox: endpoint({
    method: "GET",
    path: "/api/admin/outbox",
    summary: "What waits to be delivered and what was given up, oldest first; artists see their own",
    access: "session",
    scope: "studio:read",
    limit: "read",
    query: z.object({
      state: z.enum(["waiting", "dead"], { error: "unknown" }).optional(),
      limit: pageNumber(50, 200),
      offset: pageNumber(0, 1_000_000),
    }),
    response: z.object({ rows: z.array(delivery), total: z.number() }),
  }),
  retryDelivery: endpoint({
    method: "POST",
    path: "/api/admin/outbox/{id}/retry",
    summary: "Try a delivery again now, also one that was given up",
    access: "session",
    scope: "studio:write",
    limit: "write",
    status: 204,
  }),
  discardDelivery: endpoint({
    method: "DELETE",
    path: "/api/admin/outbox/{id}",
    summary: "Give a delivery up for good",
    access: "session",
    scope: "studio:write",
    limit: "write",
    status: 204,
  }),
};
