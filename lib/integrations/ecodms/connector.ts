import { UpstreamError } from "#lib/core/errors.ts";
import { defineConnector } from "../connector.ts";
import { JSON_WANTED } from "./connect.ts";
import { explainAnswer } from "./explain-answer.ts";
import { refusalOf } from "./refused-login.ts";
import { rawNamed } from "./schema.ts";
import { withSession } from "./session.ts";

export const ecodms = defineConnector({
  id: "ecodms",
  name: "ecoDMS",
  docsUrl: "https://www.ecodms.de/en/ecodms-archive/interfaces",
  fields: {
    ECODMS_API_URL: { secret: false },
    ECODMS_USERNAME: { secret: false },
    ECODMS_PASSWORD: { secret: true },
    ECODMS_ARCHIVE_ID: { secret: false },
    ECODMS_API_KEY: { secret: true },
  },
  alternatives: [["ECODMS_API_URL", "ECODMS_USERNAME", "ECODMS_PASSWORD", "ECODMS_ARCHIVE_ID"]],
  baseUrl: ({ ECODMS_API_URL: url }) => `${url.replace(/\/+$/, "").replace(/\/api$/, "")}/api`,
  auth: {
    kind: "headers",
    headers: ({ ECODMS_USERNAME: user, ECODMS_PASSWORD: password }) => ({
      Authorization: `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`,
    }),
  },
  explain: explainAnswer,
  /** ecoDMS itself searches for 30 s. */
  timeoutMs: 35_000,
  concurrency: 3,
  async test(client) {
    await withSession(client, (inSession) => inSession.json({ path: "/status" }, rawNamed), {
      deliberate: true,
    });
  },
  withoutLogin: [
    "GET /test",
    "GET /archives",
    "GET /disconnect",
    // It opens the archive; whether the password counts shows in what is asked next.
    "GET /connect/{archiveId}",
    "POST /connect/{archiveId}",
  ],
  /** Takes no connection of the licence, as it needs no login; a password that was refused is not forgotten over it. */
  async health(client) {
    const refused = refusalOf(client);
    if (refused) throw refused;
    const { text, status } = await client.request({ path: "/test", headers: JSON_WANTED });
    if (/API TEST: OK/i.test(text)) return;
    throw new UpstreamError({
      service: client.id,
      kind: "malformed",
      reason: "html",
      status,
      message: "Something else than ecoDMS's API answered at this address. Please check ECODMS_API_URL.",
    });
  },
});
