import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { sequence } from "./query-numbers.ts";

/** What is told as it happens, by our own server in front of Next (lib/http/availability-events.ts). */

export const eventEndpoints = {
  availabilityEvents: endpoint({
    method: "GET",
    path: "/api/availability/events",
    summary:
      "Server-sent events: `availability` with {artistId, version} whenever an artist's free times may have changed; `since` (or Last-Event-ID) is the version known",
    access: "public",
    limit: "read",
    query: z.object({ artistId: id, since: sequence.optional() }),
    response: z.string(),
    responseType: "text/event-stream",
  }),
};
