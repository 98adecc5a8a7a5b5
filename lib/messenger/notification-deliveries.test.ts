import { expect, test } from "vitest";
import { noteFailed, noteSent } from "#db/queries/messenger-deliveries.ts";
import { messengerMessages, notifications } from "#db/schema/messenger.ts";
import { outbox } from "#db/schema/system.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { actors } from "#tests/support/test-actors.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { createServiceToken } from "./create-service-token.ts";
import { listNotificationDeliveries } from "./list-notification-deliveries.ts";
import { notificationInput } from "./notification-input.ts";
import { retryNotification } from "./retry-notification.ts";
import { sendNotification } from "./send-notification.ts";

/** Nobody listens there. */
const MATRIX = {
  MATRIX_HOMESERVER_URL: "http://127.0.0.1:1",
  MATRIX_SERVER_NAME: "example.org",
  MATRIX_AS_TOKEN: "as-token-of-the-tests",
  MATRIX_HS_TOKEN: "hs-token-of-the-tests",
};

async function send(studio: TestStudio, title: string, more: { tokenId?: string; expires_at?: string } = {}) {
  const { tokenId = "env", ...input } = more;
  const ctx = { ...studio.ctx(), actor: { ...actors.service, tokenId } };
  return sendNotification(
    ctx,
    notificationInput.parse({ source_app: "a", event_type: "e", title, ...input }),
  );
}

function messageOf(studio: TestStudio, notificationId: string): string {
  const messages = studio.db.select().from(messengerMessages).all();
  return messages.find((one) => one.notificationId === notificationId)?.id ?? "";
}

test("admins see what was told and how that went, by state, a page at a time, and who sent it", async () => {
  const studio = await openStudio({ variables: MATRIX });
  const admin = studio.ctx("admin");
  const { id: tokenId } = await createServiceToken(admin, { name: "Shop" });
  const sent: string[] = [];
  for (const [title, more] of [
    ["one", {}],
    ["two", { tokenId }],
    ["three", { tokenId: "parlour" }],
  ] as const)
    sent.push((await send(studio, title, more)).id);
  const [one = "", two = ""] = sent;
  noteFailed(studio.db, messageOf(studio, one), "It was too large.", studio.clock.now());
  noteSent(studio.db, messageOf(studio, two), { matrixEventId: "$2" }, studio.clock.now());
  const list = async (page: Partial<Parameters<typeof listNotificationDeliveries>[1]> = {}) =>
    listNotificationDeliveries(admin, { limit: 50, ...page });
  const all = await list();
  expect(all.next_cursor).toBeNull();
  expect(all.deliveries).toHaveLength(3);
  expect(new Map(all.deliveries.map((row) => [row.title, row.sent_by]))).toEqual(
    new Map([
      ["one", "MESSENGER_SERVICE_TOKEN"],
      ["two", "Shop"],
      ["three", "parlour"],
    ]),
  );
  expect((await list({ status: "failed" })).deliveries).toMatchObject([
    { id: one, status: "failed", error: "It was too large.", room_name: "Allgemein", transport: "matrix" },
  ]);
  expect((await list({ status: "sent" })).deliveries).toMatchObject([{ id: two, error: null }]);
  const pages: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page++) {
    const { deliveries: rows, next_cursor } = await list({ limit: 1, cursor });
    pages.push(...rows.map(({ id }) => id));
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  expect(pages).toEqual(all.deliveries.map(({ id }) => id));
  for (const wrong of ["", "x", "1", "1.'; DROP", "99999999999999999.a"])
    await expect(list({ cursor: wrong })).rejects.toMatchObject({ errors: { cursor: ["unknown"] } });
});

test("what failed is tried again in its place; what was sent, has expired or has no room is not", async () => {
  const studio = await openStudio({ variables: MATRIX });
  const admin = studio.ctx("admin");
  const { id } = await send(studio, "one");
  const messageId = messageOf(studio, id);
  noteFailed(studio.db, messageId, "It was too large.", studio.clock.now());
  studio.db.delete(outbox).run();
  studio.clock.advance(MINUTE);
  expect(await retryNotification(admin, id)).toMatchObject({ id, status: "queued", error: null });
  expect(studio.db.select().from(messengerMessages).all()).toMatchObject([
    { id: messageId, state: "queued" },
  ]);
  expect(await studio.outboxIds()).toEqual([expect.stringMatching(/^messenger:/)]);
  // One that waits may be hurried as well.
  expect((await retryNotification(admin, id)).status).toBe("queued");

  noteSent(studio.db, messageId, { matrixEventId: "$1" }, studio.clock.now());
  await expect(retryNotification(admin, id)).rejects.toMatchObject({ code: "conflict" });
  await expect(retryNotification(admin, "nobody")).rejects.toMatchObject({ code: "not_found" });

  const ends = await send(studio, "ends", {
    expires_at: new Date(studio.clock.now() + MINUTE).toISOString(),
  });
  studio.clock.advance(MINUTE);
  await expect(retryNotification(admin, ends.id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("expired"),
  });
  const lost = await send(studio, "lost");
  studio.db.$client.exec("DELETE FROM messenger_rooms");
  expect(studio.db.select().from(notifications).all()).toHaveLength(3);
  await expect(retryNotification(admin, lost.id)).rejects.toMatchObject({ code: "conflict" });
});
