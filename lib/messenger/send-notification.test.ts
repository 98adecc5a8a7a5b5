import { describe, expect, test } from "vitest";
import { seeMessengerUser } from "#db/queries/messenger-users.ts";
import { messengerMessages, messengerRooms, notifications } from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { outbox } from "#db/schema/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { actors } from "#tests/support/test-actors.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { notificationInput } from "./notification-input.ts";
import { sendNotification } from "./send-notification.ts";
import { showNotification } from "./show-notification.ts";

const PAID = { source_app: "shop", event_type: "order.paid", title: "Order 4711 is paid" };

/** As the route does: parsed, then told. */
function send(ctx: Ctx, input: Record<string, unknown> = {}, idempotencyKey?: string) {
  return sendNotification(ctx, parseInput(notificationInput, { ...PAID, ...input }), { idempotencyKey });
}

function service(studio: TestStudio, more: { tenantId?: string; tokenId?: string } = {}): Ctx {
  return { ...studio.ctx("service"), actor: { ...actors.service, ...more } };
}

function person(studio: TestStudio, hubUserId: string, tenantId = "default") {
  const seen = { tenantId, hubUserId, displayName: hubUserId, role: "user", matrixUserId: null } as const;
  return seeMessengerUser(studio.db, seen, studio.clock.now());
}

describe("where there is no transport", () => {
  test("everybody is told at once, in the one room of everybody", async () => {
    const studio = await openStudio();
    const sent = await send(service(studio), {
      body: "3 items",
      tags: ["money"],
      click_url: "https://a.b/c",
    });
    expect(sent).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{20}$/),
      source_app: "shop",
      event_type: "order.paid",
      title: "Order 4711 is paid",
      body: "3 items",
      priority: "normal",
      status: "sent",
      target_type: "general",
      entity_type: null,
      entity_id: null,
      room_id: expect.any(String),
      matrix_room_id: null,
      matrix_event_id: null,
      duplicate_of: null,
      click_url: "https://a.b/c",
      tags: ["money"],
      expires_at: null,
      error: null,
      created_at: new Date(studio.clock.now()).toISOString(),
    });
    await send(service(studio), { priority: "urgent" });
    const rooms = studio.db.select().from(messengerRooms).all();
    expect(rooms).toMatchObject([
      { id: sent.room_id, name: "Allgemein", kind: "general", transport: "none" },
    ]);
    const messages = studio.db.select().from(messengerMessages).all();
    expect(messages).toMatchObject([
      {
        notificationId: sent.id,
        senderName: "shop",
        body: "Order 4711 is paid\n3 items",
        msgType: "m.notice",
      },
      { msgType: "m.text", state: "sent" },
    ]);
    const events = studio.db.select().from(messengerEvents).all();
    expect(events).toMatchObject([
      {
        type: "notification",
        userId: null,
        notificationId: sent.id,
        data: { id: sent.id, title: sent.title },
      },
      { data: { priority: "urgent" } },
    ]);
    expect(studio.db.select().from(outbox).all()).toEqual([]);
  });

  test("a thing has one room, whether its id is a number or its digits, in each tenant its own", async () => {
    const studio = await openStudio();
    const target = { target_type: "entity_room", entity_type: "machine" };
    const one = await send(service(studio), { ...target, entity_id: 42 });
    const same = await send(service(studio), { ...target, entity_id: "42" });
    expect(same).toMatchObject({ room_id: one.room_id, entity_id: "42" });
    const other = await send(service(studio, { tenantId: "other" }), { ...target, entity_id: 42 });
    expect(other.room_id).not.toBe(one.room_id);
    // What a colon parts must not be told apart wrongly.
    const ab = await send(service(studio), { ...target, entity_type: "a:b", entity_id: "c" });
    const bc = await send(service(studio), { ...target, entity_type: "a", entity_id: "b:c" });
    expect(bc.room_id).not.toBe(ab.room_id);
  });

  test("one person is told alone: of the hub, or of the studio though they never came", async () => {
    const studio = await openStudio();
    insertTestUsers(studio.db);
    const nora = person(studio, "17");
    const told = await send(service(studio), { target_type: "dm", target_user: 17 });
    const again = await send(service(studio), { target_type: "dm", target_user: "17" });
    expect(again.room_id).toBe(told.room_id);
    expect(studio.db.select().from(messengerRooms).all()).toMatchObject([
      { kind: "dm", place: `dm:bot:${nora.id}` },
    ]);
    expect((await send(service(studio), { target_type: "dm", target_user: "user-mara" })).status).toBe(
      "sent",
    );
  });

  test("somebody nobody knows, of another tenant, or shut out, is told to the application in plain words", async () => {
    const studio = await openStudio();
    insertTestUsers(studio.db);
    person(studio, "elsewhere", "other");
    const shut = person(studio, "shut");
    studio.db.$client.exec(`UPDATE messenger_users SET active = 0 WHERE id = '${shut.id}'`);
    // Somebody who left the studio, and was in the messenger before.
    person(studio, "user-mara");
    studio.db.$client.exec("UPDATE users SET active = 0 WHERE id = 'user-mara'");
    for (const target_user of ["nobody", "elsewhere", "shut", "user-mara", "<b>x</b>"])
      await expect(send(service(studio), { target_type: "dm", target_user })).rejects.toMatchObject({
        code: "invalid_input",
        message: `Nobody here is known as ${target_user}.`,
        errors: { target_user: ["unknown"] },
      });
    // Users of this studio belong to its own tenant.
    const elsewhere = service(studio, { tenantId: "other" });
    await expect(send(elsewhere, { target_type: "dm", target_user: "user-theo" })).rejects.toMatchObject({
      errors: { target_user: ["unknown"] },
    });
    expect(studio.db.select().from(notifications).all()).toEqual([]);
  });
});

describe("what is sent twice", () => {
  test("under one key is one notification; with another body it is refused; other applications have keys of their own", async () => {
    const studio = await openStudio();
    const first = await send(service(studio), {}, "k");
    expect(await send(service(studio), { body: null, priority: undefined }, "k")).toEqual(first);
    await expect(send(service(studio), { title: "Other" }, "k")).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    const others = [{ tokenId: "another" }, { tenantId: "another" }];
    for (const other of others) expect((await send(service(studio, other), {}, "k")).id).not.toBe(first.id);
    expect(studio.db.select().from(notifications).all()).toHaveLength(3);
    expect(studio.db.select().from(messengerMessages).all()).toHaveLength(3);
  });

  test("at the same moment too, and one that is refused takes nobody with it", async () => {
    const studio = await openStudio();
    const results = await Promise.allSettled([
      ...Array.from({ length: 20 }, () => send(service(studio), {}, "k")),
      send(service(studio), { title: "Other" }, "k"),
      send(service(studio), { expires_at: new Date(studio.clock.now() - 1).toISOString() }),
      send(service(studio), {}, "another"),
    ]);
    const ids = results.slice(0, 20).map((one) => (one.status === "fulfilled" ? one.value.id : one.reason));
    expect(new Set(ids).size).toBe(1);
    expect(results.slice(20).map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    expect(studio.db.select().from(messengerEvents).all()).toHaveLength(2);
  });

  test("after it has ended is the same notification still", async () => {
    const studio = await openStudio();
    const expires_at = new Date(studio.clock.now() + MINUTE).toISOString();
    const first = await send(service(studio), { expires_at }, "k");
    studio.clock.advance(HOUR);
    expect(await send(service(studio), { expires_at }, "k")).toEqual(first);
  });

  test("a dedupe key tells nobody again for a day, and says which was first", async () => {
    const studio = await openStudio();
    const first = await send(service(studio), { dedupe_key: "door" });
    studio.clock.advance(DAY - 1);
    const second = await send(service(studio), { dedupe_key: "door", title: "Still open" });
    expect(second).toEqual({ ...first, duplicate_of: first.id });
    expect(studio.db.select().from(messengerEvents).all()).toHaveLength(1);
    expect(studio.db.select().from(notifications).all()).toMatchObject([{ duplicates: 1 }]);
    const others = [
      await send(service(studio), { dedupe_key: "door", source_app: "other" }),
      await send(service(studio, { tenantId: "other" }), { dedupe_key: "door" }),
      await send(service(studio), { dedupe_key: "Door" }),
    ];
    for (const one of others) expect(one.duplicate_of).toBeNull();
    studio.clock.advance(1);
    expect((await send(service(studio), { dedupe_key: "door" })).duplicate_of).toBeNull();
  });
});

describe("while the homeserver is down", () => {
  const variables = {
    MATRIX_HOMESERVER_URL: "http://127.0.0.1:1",
    MATRIX_SERVER_NAME: "example.org",
    MATRIX_AS_TOKEN: "as-token-of-the-tests",
    MATRIX_HS_TOKEN: "hs-token-of-the-tests",
  };

  test("it is stored, waits in the outbox, and says so", async () => {
    const studio = await openStudio({ variables });
    const sent = await send(service(studio));
    expect(sent).toMatchObject({ status: "queued", matrix_room_id: null, matrix_event_id: null });
    expect(await showNotification(service(studio), sent.id)).toEqual(sent);
    expect(studio.db.select().from(outbox).all()).toMatchObject([
      { id: `messenger:${sent.room_id}`, kind: "messenger", payload: { to: "matrix" } },
    ]);
  });

  test("what is no longer worth telling has failed, and its dedupe key is free again", async () => {
    const studio = await openStudio({ variables });
    const expires_at = new Date(studio.clock.now() + MINUTE).toISOString();
    const sent = await send(service(studio), { expires_at, dedupe_key: "door" });
    expect((await send(service(studio), { dedupe_key: "door" })).duplicate_of).toBe(sent.id);
    studio.clock.advance(MINUTE);
    expect(await showNotification(service(studio), sent.id)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("expires_at"),
    });
    expect((await send(service(studio), { dedupe_key: "door" })).duplicate_of).toBeNull();
  });
});

describe("what comes in", () => {
  const refused: [string, Record<string, unknown>, string, string][] = [
    ["no application", { source_app: undefined }, "source_app", "required"],
    ["no event type", { event_type: " \n " }, "event_type", "required"],
    ["a title of control characters", { title: "\u0000\u202e" }, "title", "required"],
    ["a title too long", { title: "x".repeat(301) }, "title", "too_long"],
    ["a title far too long", { title: "x".repeat(100_000) }, "title", "too_long"],
    ["a title that is no text", { title: { a: 1 } }, "title", "required"],
    ["a body too long", { body: "x".repeat(20_001) }, "body", "too_long"],
    ["an unknown target", { target_type: "everyone" }, "target_type", "unknown"],
    ["an entity without type", { target_type: "entity_room", entity_id: 1 }, "entity_type", "required"],
    ["an entity without id", { target_type: "entity_room", entity_type: "m" }, "entity_id", "required"],
    ["a dm to nobody", { target_type: "dm" }, "target_user", "required"],
    ["an unknown priority", { priority: "high" }, "priority", "unknown"],
    ["a script to click", { click_url: "javascript:alert(1)" }, "click_url", "url"],
    ["a file to click", { click_url: "file:///etc/passwd" }, "click_url", "url"],
    ["a word to click", { click_url: "somewhere" }, "click_url", "url"],
    ["an address too long", { click_url: `https://a.b/${"x".repeat(2000)}` }, "click_url", "too_long"],
    ["tags that are one", { tags: "a" }, "tags", "list"],
    ["too many tags", { tags: Array.from({ length: 11 }, String) }, "tags", "too_many"],
    ["an empty tag", { tags: [" "] }, "tags", "required"],
    ["a day as its end", { expires_at: "2026-12-24" }, "expires_at", "instant"],
    ["an end without zone", { expires_at: "2026-12-24T10:00:00" }, "expires_at", "instant"],
    ["an end long ago", { expires_at: "2020-01-01T00:00:00Z" }, "expires_at", "past"],
    ["an end far away", { expires_at: "2099-01-01T00:00:00Z" }, "expires_at", "too_far"],
  ];
  test.each(refused)("%s is refused", async (_name, input, field, message) => {
    const studio = await openStudio();
    await expect(async () => send(service(studio), input)).rejects.toMatchObject({
      code: "invalid_input",
      errors: { [field]: expect.arrayContaining([message]) },
    });
    expect(studio.db.select().from(notifications).all()).toEqual([]);
  });

  test("markup stays text, lines and controls do not break a title, what is unknown is ignored", async () => {
    const studio = await openStudio();
    const title = "<img src=x onerror=alert(1)> & [a](b)\u202e\nnext";
    const sent = await send(service(studio), {
      title,
      body: "  <script>\u0000a\ud800\n\nb  ",
      tags: ["a", "a", "b"],
      click_url: " https://example.org/ä b ",
      unknown: 1,
      constructor: null,
      __proto__: { title: "x" },
    });
    expect(sent.title).toBe("<img src=x onerror=alert(1)> & [a](b) next");
    expect(sent.body).toBe("<script>a\ufffd\n\nb");
    expect(sent.tags).toEqual(["a", "b"]);
    expect(sent.click_url).toBe("https://example.org/%C3%A4%20b");
  });
});
