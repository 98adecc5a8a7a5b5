import { describe, expect, test } from "vitest";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { AS_TOKEN, startHomeserver } from "#tests/support/matrix-homeserver.ts";
import { createMatrixClient } from "./create-matrix-client.ts";
import { messageContent } from "./message-content.ts";

const hello = messageContent({ kind: "text", msgType: "m.text", body: "Hello" });
const json = (status: number, body: object, headers: Record<string, string> = {}) => ({
  status,
  body: JSON.stringify(body),
  contentType: "application/json",
  headers,
});
const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("every failure has one word", () => {
  test.each([
    [json(401, { errcode: "M_UNKNOWN_TOKEN", error: "no" }), { kind: "auth", reason: "credentials" }],
    [json(403, { errcode: "M_UNKNOWN_TOKEN" }), { kind: "auth", reason: "credentials" }],
    [
      json(403, { errcode: "M_FORBIDDEN", error: "no" }),
      { kind: "rejected", reason: "forbidden", retryable: false },
    ],
    [json(400, { errcode: "M_EXCLUSIVE" }), { kind: "rejected", reason: "exclusive", retryable: false }],
    [json(403, { errcode: "M_RESOURCE_LIMIT_EXCEEDED" }), { kind: "rejected", retryable: true }],
    [json(413, { errcode: "M_TOO_LARGE" }), { kind: "rejected", reason: "too-large", retryable: false }],
    [
      { status: 413, body: "<html>413</html>" },
      { kind: "rejected", reason: "too-large", retryable: false },
    ],
    [json(500, { errcode: "M_UNKNOWN" }), { kind: "rejected", status: 500, retryable: true }],
    [
      { status: 502, body: "<html>Bad Gateway</html>" },
      { kind: "rejected", reason: "unavailable", retryable: true },
    ],
    // What no homeserver said judges no message.
    [
      { status: 404, body: "<html>Not Found</html>" },
      { kind: "malformed", reason: "html", retryable: true },
    ],
    [
      { status: 403, body: "no", contentType: "text/plain" },
      { kind: "malformed", reason: "not-matrix", retryable: true },
    ],
    [
      { status: 200, body: "<html>Welcome</html>" },
      { kind: "malformed", reason: "html", retryable: true },
    ],
    [
      { status: 200, body: "ok", contentType: "text/plain" },
      { kind: "malformed", reason: "json", retryable: true },
    ],
    [
      json(200, { event_id: 7 }),
      { kind: "malformed", reason: "shape", message: expect.stringContaining('"event_id"') },
    ],
    [json(200, { event_id: "x".repeat(9_000_000) }), { kind: "malformed", reason: "too-large" }],
    [{ drop: true }, { kind: "network", reason: "reset", retryable: true }],
  ])("%#", async (fault, expected) => {
    const { client, system } = await startHomeserver();
    system.faults.add({ match: /send/, ...fault });
    const error = await failureOf(client.sendMessage("!r:x", "t", hello));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ service: "matrix", ...expected });
    expect(String(error)).not.toContain(AS_TOKEN);
  });

  test("nobody there, and nobody who answers in time", async () => {
    const { client, system } = await startHomeserver({}, { timeoutMs: 50 });
    system.faults.add({ delayMs: 60_000 });
    await expect(client.versions()).rejects.toMatchObject({
      kind: "network",
      reason: "timeout",
      retryable: true,
    });
    await system.close();
    await expect(client.whoami()).rejects.toMatchObject({ kind: "network", reason: "refused" });
  });

  test("what the homeserver says is one short line", async () => {
    const { client, system } = await startHomeserver();
    system.faults.add(json(400, { errcode: "M_BAD\nJSON", error: "x" }, {}));
    expect(await failureOf(client.whoami())).toMatchObject({ kind: "malformed", reason: "not-matrix" });
    system.faults.clear();
    system.faults.add(json(400, { errcode: "M_BAD_JSON", error: `a\n\u001b[31mb${"c".repeat(5000)}` }));
    const { message } = Object(await failureOf(client.whoami()));
    expect(message).toMatch(/: a \[31mbc+\.$/);
    expect(message.length).toBeLessThan(320);
  });
});

describe("limits", () => {
  const now = Date.parse("2026-12-01T08:00:00Z");

  test.each([
    ["the header wins", { "Retry-After": "7" }, 2000, 7 * SECOND],
    ["the body, without a header", {}, 2500, 2500],
    ["an unreadable header", { "Retry-After": "soon" }, 2500, 2500],
    [
      "a date",
      { "Retry-After": "Tue, 01 Dec 2026 08:00:30 GMT", Date: "Tue, 01 Dec 2026 08:00:00 GMT" },
      1,
      30 * SECOND,
    ],
    // The homeserver's clock is an hour ahead: the wait is counted from its own Date.
    [
      "another clock",
      { "Retry-After": "Tue, 01 Dec 2026 09:00:30 GMT", Date: "Tue, 01 Dec 2026 09:00:00 GMT" },
      1,
      30 * SECOND,
    ],
  ])("%s", async (_, headers, retry_after_ms, waitMs) => {
    const { client, system } = await startHomeserver({}, { now: () => now });
    system.faults.add(json(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms }, headers));
    await expect(client.whoami()).rejects.toMatchObject({
      kind: "rate-limited",
      retryable: true,
      retryAt: now + waitMs,
    });
  });

  test("nothing said: no time", async () => {
    const { client, system } = await startHomeserver({}, { now: () => now });
    system.faults.add({ status: 429, body: "slow down" });
    expect(await failureOf(client.whoami())).toMatchObject({ kind: "rate-limited", retryAt: undefined });
  });

  test("the homeserver's own limit, for all the service's users together", async () => {
    const { client, homeserver } = await startHomeserver({ now: () => now }, { now: () => now });
    homeserver.setLimit({ requests: 2, perMs: 2500 });
    await client.whoami();
    await client.whoami();
    await expect(client.whoami()).rejects.toMatchObject({ kind: "rate-limited", retryAt: now + 3000 });
  });
});

describe("the token stays where it belongs", () => {
  test.each([301, 302, 307, 308])("a redirect (%i) is not followed", async (status) => {
    const elsewhere = await startHomeserver();
    const { client, system } = await startHomeserver();
    system.faults.add({
      status,
      headers: { Location: `${elsewhere.system.url}/_matrix/client/v3/account/whoami` },
    });
    const asks = [
      () => client.whoami(),
      () => client.sendMessage("!r:x", "t", hello),
      () => client.downloadMedia("mxc://x/1"),
    ];
    for (const ask of asks)
      expect(await failureOf(ask())).toMatchObject({ kind: "rejected", reason: "redirect", retryable: true });
    expect(elsewhere.system.requests).toEqual([]);
  });

  test("the versions are asked for without it, and it stands in no address", async () => {
    const headers: unknown[] = [];
    const { client, system } = await startHomeserver(
      {},
      {
        fetch: (input, init) => {
          headers.push(new Headers(init?.headers).get("authorization"));
          return fetch(input, init);
        },
      },
    );
    await client.versions();
    await client.whoami();
    expect(headers).toEqual([null, `Bearer ${AS_TOKEN}`]);
    expect(system.requests.join()).not.toContain(AS_TOKEN);
  });

  test.each(["..", ".", ""])("an id that leads elsewhere in a path (%j) is never asked for", async (id) => {
    const { client, system } = await startHomeserver();
    const error = await failureOf(client.sendMessage(id, "t", hello));
    expect(error).toMatchObject({ kind: "rejected", reason: "not-an-id", neverSent: true });
    expect(await failureOf(client.downloadMedia(`mxc://x/${id}`))).toMatchObject({ reason: "not-an-id" });
    expect(system.requests).toEqual([]);
  });

  test("ids are encoded, whatever they hold", async () => {
    const { client, system } = await startHomeserver();
    await failureOf(client.sendMessage("!a/../b?c#d:x", "t/1", hello, { as: "@a&b:x" }));
    expect(system.requests).toEqual([
      "PUT /_matrix/client/v3/rooms/!a%2F..%2Fb%3Fc%23d%3Ax/send/m.room.message/t%2F1?user_id=%40a%26b%3Ax",
    ]);
  });

  test("a homeserver below a path, written with a slash at its end", async () => {
    const asked: string[] = [];
    const client = createMatrixClient({
      homeserverUrl: "https://example.org/matrix/",
      serverName: "example.org",
      asToken: "t",
      fetch: async (input) => {
        asked.push(String(input));
        return Response.json({ versions: ["v1.11"] });
      },
    });
    await client.versions();
    expect(asked).toEqual(["https://example.org/matrix/_matrix/client/versions"]);
  });
});

describe("answers that were lost", () => {
  test("a message is there once", async () => {
    const { client, system, homeserver } = await startHomeserver();
    const { roomId } = await client.ensureAliasedRoom({ name: "A", aliasLocalpart: "hub_r_a" });
    system.faults.add({ match: /send/, drop: "after", times: 1 });
    expect(await failureOf(client.sendMessage(roomId, "notif-1", hello))).toMatchObject({ kind: "network" });
    await client.sendMessage(roomId, "notif-1", hello);
    expect(homeserver.rooms()[0]?.messages).toHaveLength(1);
  });

  test("a room is there once, and a user too", async () => {
    const { client, system, homeserver } = await startHomeserver();
    system.faults.add({ match: /createRoom|register/, drop: "after", times: 2 });
    const room = { name: "A", aliasLocalpart: "hub_r_a" };
    expect(await failureOf(client.ensureAliasedRoom(room))).toMatchObject({ kind: "network" });
    expect(await failureOf(client.register("hub_u_a"))).toMatchObject({ kind: "network" });
    expect(await client.ensureAliasedRoom(room)).toMatchObject({ isNew: false });
    expect(await client.register("hub_u_a")).toMatchObject({ isNew: false });
    expect(homeserver.rooms()).toHaveLength(1);
  });

  test("a download that breaks off says so", async () => {
    const { client, system } = await startHomeserver();
    const body = Buffer.alloc(200_000, 7);
    const mxc = await client.uploadMedia({
      body,
      size: body.length,
      contentType: "image/png",
      filename: "a",
    });
    system.faults.add({ match: /download/, cutAnswerAfterBytes: 1000 });
    const media = await client.downloadMedia(mxc);
    expect(await failureOf(new Response(media.body).arrayBuffer())).toMatchObject({ kind: "network" });
  });

  test("a download that nobody wants any more ends", async () => {
    const { client } = await startHomeserver();
    const body = Buffer.alloc(5_000_000, 7);
    const mxc = await client.uploadMedia({
      body,
      size: body.length,
      contentType: "image/png",
      filename: "a",
    });
    const ended = new AbortController();
    const media = await client.downloadMedia(mxc, { signal: ended.signal });
    ended.abort();
    expect(await failureOf(new Response(media.body).arrayBuffer())).toMatchObject({ reason: "aborted" });
  });
});

test("an upload that reaches nobody lets go of its file", async () => {
  const { client, system } = await startHomeserver();
  await system.close();
  let isReleased = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from("half")),
    cancel: () => {
      isReleased = true;
    },
  });
  const upload = client.uploadMedia({ body, size: 8, contentType: "image/png", filename: "a.png" });
  expect(await failureOf(upload)).toMatchObject({ kind: "network", reason: "refused" });
  expect(isReleased).toBe(true);
});

test("who came a moment later than another finds the other's room", async () => {
  const { client, system } = await startHomeserver();
  const room = { name: "A", aliasLocalpart: "hub_r_a" };
  const { roomId } = await client.ensureAliasedRoom(room);
  system.faults.add({
    match: /createRoom/,
    times: 1,
    ...json(409, { errcode: "M_UNKNOWN", error: "already exists" }),
  });
  expect(await client.ensureAliasedRoom(room)).toEqual({ roomId, isNew: false });
  system.faults.add({ match: /createRoom/, times: 1, ...json(400, { errcode: "M_ROOM_IN_USE" }) });
  const gone = client.ensureAliasedRoom({ name: "B", aliasLocalpart: "hub_r_b" });
  await expect(gone).rejects.toMatchObject({ reason: "alias-vanished", retryable: true });
});

test("an alias whose room lets nobody in leads to a new one, where the homeserver gives the alias up", async () => {
  const { client, homeserver, system } = await startHomeserver();
  const { roomId } = await client.ensureAliasedRoom({ name: "A", aliasLocalpart: "hub_r_a" });
  homeserver.people.add({ localpart: "nora" });
  homeserver.people.join({ user: "@nora:parlour.test", room: roomId });
  await client.leave(roomId);
  const again = () => client.ensureAliasedRoom({ name: "A", aliasLocalpart: "hub_r_a" });
  system.faults.add({
    match: /directory/,
    method: "DELETE",
    times: 1,
    ...json(403, { errcode: "M_FORBIDDEN" }),
  });
  await expect(again()).rejects.toMatchObject({ kind: "rejected", reason: "forbidden", retryable: false });
  const anew = await again();
  expect(anew).toMatchObject({ isNew: true });
  expect(anew.roomId).not.toBe(roomId);
  expect(await client.resolveAlias("#hub_r_a:parlour.test")).toBe(anew.roomId);
});

test("a media type that would be a header of its own is none", async () => {
  const { client } = await startHomeserver();
  const file = { body: Buffer.from("x"), size: 1, contentType: "image/png\r\nX-Evil: 1", filename: "ä\r\n" };
  const { contentType } = await client.downloadMedia(await client.uploadMedia(file));
  expect(contentType).toBe("application/octet-stream");
});
