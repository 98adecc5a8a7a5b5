import type { Client } from "../client.ts";
import { defineConnector } from "../connector.ts";
import { asWrongAddress, explainRefusal } from "./explain.ts";
import { logIn } from "./log-in.ts";
import { readRateLimit } from "./rate-limit.ts";
import { restBase } from "./rest-base.ts";
import { rawUser } from "./schema.ts";

/** PlentyONE, once plentymarkets. https://developers.plentymarkets.com/en-gb/developers/main/rest-api-guides/getting-started.html */
export const plentyone = defineConnector({
  id: "plentyone",
  name: "PlentyONE",
  docsUrl: "https://developers.plentymarkets.com/en-gb/plentymarkets-rest-api/index.html",
  fields: {
    PLENTYONE_BASE_URL: { secret: false },
    PLENTYONE_CLIENT_ID: { secret: false },
    PLENTYONE_CLIENT_SECRET: { secret: true },
    PLENTYONE_TOKEN_URL: { secret: false },
    PLENTYONE_USERNAME: { secret: false },
    PLENTYONE_PASSWORD: { secret: true },
  },
  alternatives: [
    ["PLENTYONE_BASE_URL", "PLENTYONE_CLIENT_ID", "PLENTYONE_CLIENT_SECRET", "PLENTYONE_TOKEN_URL"],
    ["PLENTYONE_BASE_URL", "PLENTYONE_USERNAME", "PLENTYONE_PASSWORD"],
  ],
  baseUrl: (config) => restBase(config.PLENTYONE_BASE_URL),
  auth: {
    kind: "token",
    login: logIn,
    headers: (token) => ({ Authorization: `Bearer ${token.value}` }),
  },
  rateLimit: readRateLimit,
  explain: explainRefusal,
  // Large shops need long for a page of orders.
  timeoutMs: 60_000,
  test: askWhoIAm,
  health: askWhoIAm,
});

async function askWhoIAm(client: Client): Promise<void> {
  await client.json({ path: "/users/me" }, rawUser).catch(asWrongAddress);
}
