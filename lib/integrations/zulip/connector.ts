import { defineConnector } from "../connector.ts";
import { readRateLimitHeaders } from "../rate-limit-headers.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { requireFeatureLevel } from "./feature-level.ts";
import { realmUrl } from "./realm-url.ts";
import { ownUser } from "./schema.ts";

/** https://zulip.com/api/rest */
export const zulip = defineConnector({
  id: "zulip",
  name: "Zulip",
  docsUrl: "https://zulip.com/api/rest",
  fields: {
    ZULIP_BASE_URL: { secret: false },
    ZULIP_EMAIL: { secret: false },
    ZULIP_API_KEY: { secret: true },
  },
  alternatives: [["ZULIP_BASE_URL", "ZULIP_EMAIL", "ZULIP_API_KEY"]],
  baseUrl: (config) => `${realmUrl(config.ZULIP_BASE_URL)}/api/v1`,
  auth: {
    kind: "headers",
    headers: (config) => ({
      Authorization: `Basic ${Buffer.from(`${config.ZULIP_EMAIL}:${config.ZULIP_API_KEY}`).toString("base64")}`,
    }),
  },
  rateLimit: readRateLimitHeaders,
  explain: explainRefusal,
  // The key first: what is wrong with it is said by one request.
  withoutLogin: ["GET /server_settings"],
  test: async (client) => {
    await client.json({ path: "/users/me" }, ownUser);
    await requireFeatureLevel(client, { fresh: true });
  },
  health: async (client) => {
    await client.json({ path: "/users/me" }, ownUser);
  },
});
