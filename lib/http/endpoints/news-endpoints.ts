import { z } from "zod";
import { NEWS_CHANNELS, NEWS_EVENTS } from "#lib/news/choices.ts";
import { newsChoicesInput } from "#lib/news/input.ts";
import { endpoint } from "../endpoint.ts";

/** How the reader hears of bookings and of trouble. */

const channels = z.object({ bell: z.boolean(), mail: z.boolean(), talk: z.boolean(), matrix: z.boolean() });
const obstacle = z
  .enum(["not_configured", "no_account", "shut_out"])
  .nullable()
  .describe("Why it cannot reach you; null where it can");

const response = z.object({
  events: z.array(z.object({ event: z.enum(NEWS_EVENTS), channels })),
  obstacles: z.object({ bell: obstacle, mail: obstacle, talk: obstacle, matrix: obstacle }),
  quiet: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }).nullable(),
  troublePasses: z.boolean(),
  everybody: z.boolean().nullable(),
  artist: z.string().nullable(),
  timeZone: z.string(),
  chosen: z.boolean(),
});

export const newsEndpoints = {
  showNewsChoices: endpoint({
    method: "GET",
    path: "/api/news/choices",
    summary: "How you are told of bookings: channels by event, and your quiet hours",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response,
  }),
  saveNewsChoices: endpoint({
    method: "PUT",
    path: "/api/news/choices",
    summary: "Choose how you are told; what is left out stays as it is",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newsChoicesInput,
    response,
  }),
  sendTestNews: endpoint({
    method: "POST",
    path: "/api/news/test",
    summary: "Send yourself a test by every channel you chose, quiet hours or not",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({
      channels: z.array(
        z.object({
          channel: z.enum(NEWS_CHANNELS),
          state: z
            .enum(["sent", "queued", "failed"])
            .describe("`queued`: it is stored and goes out as soon as the other side takes it"),
        }),
      ),
    }),
  }),
};
