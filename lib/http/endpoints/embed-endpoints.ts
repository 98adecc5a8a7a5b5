import { z } from "zod";
import { embedSite } from "#lib/embed/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** The widget inside other sites (docs/embed.md). */

export const embedEndpoints = {
  allowEmbed: endpoint({
    method: "POST",
    path: "/api/embed/tokens",
    summary:
      "Let the Talk widget inside another site act for oneself; answers a token for Talk, for twelve hours",
    access: "session",
    scope: "talk:write",
    limit: "write",
    body: embedSite,
    response: z.object({ token: z.string(), expiresAt: isoOut }),
    status: 201,
  }),
  endEmbed: endpoint({
    method: "DELETE",
    path: "/api/embed/tokens",
    summary: "End the widget's token that this request carries",
    access: "session",
    scope: "talk:write",
    limit: "write",
    status: 204,
  }),
};
