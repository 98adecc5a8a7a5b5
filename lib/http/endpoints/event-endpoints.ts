import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";

/** What is told as it happens, by our own server in front of Next (lib/http/availability-events.ts). */

const version = z
  .string()
  .regex(/^\d{1,15}$/, "not_a_number")
  .transform(Number)
  .meta({ type: "integer" });

export const eventEndpoints = {
  availabilityEvents: endpoint({
    method: "GET",
    path: "/api/availability/events",
    summary:
      "Server-sent events: `availability` with {artistId, version} whenever an artist's free times may have changed; `since` (or Last-Event-ID) is the version known",
    access: "public",
    limit: "read",
    query: z.object({ artistId: id, since: version.optional() }),
    response: z.string(),
    responseType: "text/event-stream",
  }),
};
