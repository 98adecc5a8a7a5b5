import type { Client } from "../client.ts";
import { defineConnector } from "../connector.ts";
import { explainAnswer } from "./explain-answer.ts";
import { readOcs } from "./ocs.ts";
import { rawUser } from "./schema.ts";

/**
 * The studio's account at Nextcloud, as an integration. Files and calendars have their own ways (lib/nextcloud), with
 * the same account.
 */
export const nextcloud = defineConnector({
  id: "nextcloud",
  name: "Nextcloud",
  docsUrl: "https://docs.nextcloud.com/server/latest/developer_manual/client_apis/index.html",
  fields: {
    NEXTCLOUD_BASE_URL: { secret: false },
    NEXTCLOUD_USERNAME: { secret: false },
    NEXTCLOUD_PASSWORD: { secret: true },
    NEXTCLOUD_FILES_BASE_PATH: { secret: false },
  },
  alternatives: [["NEXTCLOUD_BASE_URL", "NEXTCLOUD_USERNAME", "NEXTCLOUD_PASSWORD"]],
  baseUrl: ({ NEXTCLOUD_BASE_URL: url }) => url.replace(/\/+$/, ""),
  auth: {
    kind: "headers",
    headers: ({ NEXTCLOUD_USERNAME: user, NEXTCLOUD_PASSWORD: password }) => ({
      Authorization: `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`,
    }),
  },
  explain: explainAnswer,
  test: askUser,
  /** Costs nothing; while the account is suspended nobody asks it (lib/hub/nextcloud/guard-account.ts). */
  health: askUser,
});

async function askUser(client: Client): Promise<void> {
  await readOcs(client, "/ocs/v2.php/cloud/user", rawUser);
}
