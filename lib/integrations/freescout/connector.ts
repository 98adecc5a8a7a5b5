import type { Client } from "../client.ts";
import { defineConnector } from "../connector.ts";
import { readRateLimitHeaders } from "../rate-limit-headers.ts";
import { installationUrl } from "./addresses.ts";
import { askFreeScout } from "./ask-freescout.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { mailboxPage } from "./schema.ts";

/** https://api-docs.freescout.net/; needs the "API & Webhooks" module. */
export const freescout = defineConnector({
  id: "freescout",
  name: "FreeScout",
  docsUrl: "https://api-docs.freescout.net/",
  fields: {
    FREESCOUT_API_URL: { secret: false },
    FREESCOUT_API_KEY: { secret: true },
  },
  alternatives: [["FREESCOUT_API_URL", "FREESCOUT_API_KEY"]],
  baseUrl: (config) => `${installationUrl(config.FREESCOUT_API_URL)}/api`,
  auth: {
    kind: "headers",
    headers: (config) => ({ "X-FreeScout-API-Key": config.FREESCOUT_API_KEY, Accept: "application/json" }),
  },
  rateLimit: readRateLimitHeaders,
  explain: explainRefusal,
  test: askMailboxes,
  // Nothing of FreeScout is smaller, and nothing costs.
  health: askMailboxes,
});

async function askMailboxes(client: Client): Promise<void> {
  await askFreeScout(client, { path: "/mailboxes", query: { pageSize: 1 } }, mailboxPage);
}
