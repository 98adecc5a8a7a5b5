import { z } from "zod";
import { defineConnector } from "../connector.ts";
import { explainRefusal } from "./explain.ts";

/** What anybody's account answers; only that it is one is of interest. */
const user = z.object({ id: z.union([z.string(), z.number()]) });

/** Todoist's unified API v1, which took the place of REST v2 and Sync v9. https://developer.todoist.com/api/v1/ */
export const todoist = defineConnector({
  id: "todoist",
  name: "Todoist",
  docsUrl: "https://developer.todoist.com/api/v1/",
  fields: {
    TODOIST_API_TOKEN: { secret: true },
    TODOIST_API_URL: { secret: false },
  },
  alternatives: [["TODOIST_API_TOKEN"]],
  baseUrl: (config) => config.TODOIST_API_URL.replace(/\/+$/, ""),
  auth: {
    kind: "headers",
    headers: (config) => ({ Authorization: `Bearer ${config.TODOIST_API_TOKEN}` }),
  },
  explain: explainRefusal,
  test: async (client) => {
    await client.json({ path: "/user" }, user);
  },
  health: async (client) => {
    await client.json({ path: "/user" }, user);
  },
});
