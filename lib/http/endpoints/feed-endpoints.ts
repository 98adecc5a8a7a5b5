import { z } from "zod";
import { endpoint } from "../endpoint.ts";

/** What other programs read of an artist: the iCalendar feed of their appointments, the picture of their link. */

export const feedEndpoints = {
  artistFeed: endpoint({
    method: "GET",
    path: "/api/feeds/{token}/calendar.ics",
    summary: "An artist's appointments for a calendar app to subscribe to; the token is the permission",
    access: "public",
    limit: "read",
    response: z.string(),
    responseType: "text/calendar",
  }),
  artistCard: endpoint({
    method: "GET",
    path: "/book/{slug}/card.png",
    summary: "The picture shown with a link to an artist's page (Open Graph)",
    access: "public",
    limit: "read",
    response: z.string(),
    responseType: "image/png",
  }),
  renewFeed: endpoint({
    method: "POST",
    path: "/api/admin/artists/{id}/feed",
    summary: "Make an address for the feed of an artist's appointments; one made before ends",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ url: z.string() }),
    status: 201,
  }),
  endFeed: endpoint({
    method: "DELETE",
    path: "/api/admin/artists/{id}/feed",
    summary: "End the feed of an artist's appointments",
    access: "session",
    scope: "studio:write",
    limit: "write",
    status: 204,
  }),
};
