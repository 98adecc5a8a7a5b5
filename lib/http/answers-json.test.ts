import { expect, test } from "vitest";
import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { addClosure } from "#lib/studio/add-closure.ts";
import { createToken } from "#lib/users/create-token.ts";
import { inviteUser } from "#lib/users/invite-user.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { listWebhookLog } from "#lib/webhooks/list-webhook-log.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { artistJson } from "./artist-json.ts";
import { artistEndpoints } from "./endpoints/artist-endpoints.ts";
import { settingsEndpoints } from "./endpoints/settings-endpoints.ts";
import { userEndpoints } from "./endpoints/user-endpoints.ts";
import { webhookSubscriptionEndpoints } from "./endpoints/webhook-subscription-endpoints.ts";
import { spanJson } from "./iso.ts";
import { openApiDocument } from "./openapi.ts";
import { tokenJson, userJson } from "./user-json.ts";
import { webhookDeliveryJson, webhookJson } from "./webhook-json.ts";

test("webhooks, their calls, users and tokens are answered as documented, field by field", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  const ctx = studio.ctx("admin");
  const { webhook, secret } = await createWebhook(ctx, {
    name: "Books",
    url: "https://books.example.org/",
    events: ["*"],
  });
  const created = { webhook: webhookJson(webhook), secret };
  expect(webhookSubscriptionEndpoints.createWebhook.response?.parse(created)).toEqual(created);
  await studio.request();
  const list = { webhooks: (await listWebhooks(ctx)).map(webhookJson) };
  expect(list.webhooks[0]?.last?.createdAt).toBe("2026-12-01T06:00:00.000Z");
  expect(webhookSubscriptionEndpoints.listWebhooks.response?.parse(list)).toEqual(list);
  const { deliveries, next } = await listWebhookLog(ctx, { id: webhook.id, limit: 5 });
  const calls = { deliveries: deliveries.map(webhookDeliveryJson), next };
  expect(calls.deliveries).toHaveLength(1);
  expect(webhookSubscriptionEndpoints.listWebhookDeliveries.response?.parse(calls)).toEqual(calls);

  const token = await createToken(ctx, { name: "Website" });
  const made = { ...token, token: tokenJson(token.token) };
  expect(userEndpoints.createToken.response?.parse(made)).toEqual(made);
  const invited = await inviteUser(ctx, { email: "new@studio.example", name: "New", role: "staff" });
  const answer = { ...invited, user: userJson(invited.user) };
  expect(userEndpoints.inviteUser.response?.parse(answer)).toEqual(answer);
});

test("an artist's time off and the studio's closed days, as documented", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  const ctx = studio.ctx("admin");
  const off = { startTime: Date.parse("2026-12-02T09:00:00Z"), endTime: Date.parse("2026-12-02T10:00:00Z") };
  const { artist, conflicts } = await addTimeOff(ctx, "mara", off);
  const taken = { artist: artistJson(artist), conflicts };
  expect(taken.artist.timeOff).toMatchObject([
    { startTime: "2026-12-02T09:00:00.000Z", endTime: "2026-12-02T10:00:00.000Z" },
  ]);
  expect(artistEndpoints.addTimeOff.response?.parse(taken)).toEqual(taken);
  const closed = await addClosure(ctx, { fromDay: "2026-12-24", toDay: "2026-12-26" });
  const answer = { ...closed, closures: closed.closures.map(spanJson) };
  expect(answer.closures).toMatchObject([{ startTime: "2026-12-23T23:00:00.000Z" }]);
  expect(settingsEndpoints.addClosure.response?.parse(answer)).toEqual(answer);
});

test("no answer tells an instant as a number", () => {
  const found: string[] = [];
  const look = (value: unknown, at: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      if (key === "properties")
        for (const [name, schema] of Object.entries(entry))
          if (/At$|^(start|end)Ms$/.test(name) && /"(number|integer)"/.test(JSON.stringify(schema)))
            found.push(`${at} ${name}`);
      look(entry, /^(\/|get|post|put|patch|delete)/.test(key) ? `${at} ${key}` : at);
    }
  };
  look(openApiDocument("https://studio.example"), "");
  expect(found).toEqual([]);
});
