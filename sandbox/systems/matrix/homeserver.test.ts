import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMatrixClient } from "#lib/messenger/matrix/create-matrix-client.ts";
import { messageContent } from "#lib/messenger/matrix/message-content.ts";
import { readEvent } from "#lib/messenger/matrix/read-event.ts";
import { startAppService } from "#tests/support/app-service.ts";
import { AS_TOKEN, HS_TOKEN, startHomeserver } from "#tests/support/matrix-homeserver.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const hello = messageContent({ kind: "text", msgType: "m.text", body: "Hello" });
const NORA = "@nora:parlour.test";
/** Nobody waits for a second try that a test does not ask for. */
const NEVER_MS = 3_600_000;

async function start(options: Parameters<typeof startHomeserver>[0] = {}) {
  const service = await startAppService();
  const started = await startHomeserver({ url: service.url, pushBackoffMs: NEVER_MS, ...options });
  const { client, homeserver } = started;
  const { roomId } = await client.ensureAliasedRoom({ name: "A", aliasLocalpart: "hub_r_a" });
  homeserver.people.add({ localpart: "nora", displayName: "Nora" });
  homeserver.people.join({ user: NORA, room: roomId });
  const nora = { user: NORA, room: roomId };
  return { service, nora, roomId, ...started };
}

describe("pushed transactions", () => {
  test("what happens in our rooms arrives, in order, with the homeserver's token", async () => {
    const { service, homeserver, nora } = await start();
    const event = homeserver.people.say({ ...nora, body: "Hello" });
    homeserver.people.edit({ ...nora, event, body: "Hello all" });
    homeserver.people.redact({ ...nora, event });
    homeserver.people.rename({ room: nora.room, user: "@hub_bot:parlour.test", name: "B" });
    expect(await homeserver.pushNow()).toBe(0);
    const read = service.events().map(readEvent);
    expect(read.map(({ kind }) => kind).slice(-4)).toEqual(["ignored", "edit", "redaction", "name"]);
    expect(new Set(service.calls.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${HS_TOKEN}`]),
    );
    expect(
      service
        .events()
        .map(({ type }) => type)
        .slice(0, 3),
    ).toEqual(["m.room.create", "m.room.member", "m.room.power_levels"]);
  });

  test("one that is refused comes again under the same id with the same events, later ones behind it", async () => {
    const { service, homeserver, nora } = await start();
    await homeserver.pushNow();
    service.answer(500);
    const before = service.calls.length;
    homeserver.people.say({ ...nora, body: "one" });
    expect(await homeserver.pushNow()).toBe(1);
    homeserver.people.say({ ...nora, body: "two" });
    expect(await homeserver.pushNow()).toBe(2);
    expect(homeserver.lastPushFailure()).toBe("answered 500");
    service.answer(200);
    expect(await homeserver.pushNow()).toBe(0);
    const tries = service.calls.slice(before);
    const last = tries.pop();
    expect(new Set(tries.map(({ line, body }) => `${line} ${body}`)).size).toBe(1);
    expect(last?.line).not.toBe(tries[0]?.line);
    expect(last?.body).toContain("two");
  });

  test("after a pause it comes by itself", async () => {
    const { service, homeserver, nora } = await start({ pushBackoffMs: 5 });
    await homeserver.pushNow();
    service.answer(503);
    homeserver.people.say({ ...nora, body: "one" });
    await waitFor("a second try", () => new Set(service.transactions()).size < service.transactions().length);
    service.answer(200);
    await waitFor("all of it", () => homeserver.waiting() === 0);
  });

  test("while it is down nothing is answered and nothing is pushed; afterwards all of it, at its own time", async () => {
    const hour = 3_600_000;
    const { service, client, homeserver, nora } = await start({ now: () => 10 * hour });
    await homeserver.pushNow();
    const before = service.calls.length;
    homeserver.setDown(true);
    await expect(client.whoami()).rejects.toMatchObject({ kind: "network" });
    homeserver.setClockOffset(-3 * hour);
    homeserver.people.say({ ...nora, body: "meanwhile" });
    expect(await homeserver.pushNow()).toBe(1);
    expect(service.calls).toHaveLength(before);
    homeserver.setDown(false);
    expect(await homeserver.pushNow()).toBe(0);
    expect(service.events().map(readEvent).at(-1)).toMatchObject({ body: "meanwhile", at: 7 * hour });
  });

  test("rooms without anybody of ours are nobody's business", async () => {
    const { service, homeserver, system } = await start();
    const { accessToken: asToken } = homeserver.people.add({ localpart: "jonas" });
    await homeserver.pushNow();
    const before = service.calls.length;
    const { serverName } = homeserver;
    const own = createMatrixClient({ homeserverUrl: system.url, serverName, asToken });
    const room = await own.createRoom({ name: "Private" });
    await own.sendMessage(room, "t", hello);
    expect(await homeserver.pushNow()).toBe(0);
    expect(service.calls).toHaveLength(before);
  });
});

describe("what the specification says and Parlour can tell", () => {
  test("it is asked for an alias of the service that nobody knows, and for no other", async () => {
    const { service, client } = await start();
    expect(await client.resolveAlias("#hub_r_b:parlour.test")).toBeNull();
    expect(await client.resolveAlias("#other:parlour.test")).toBeNull();
    const asked = service.calls.filter(({ line }) => line.startsWith("GET"));
    expect(asked.map(({ line }) => line)).toEqual(["GET /_matrix/app/v1/rooms/%23hub_r_b%3Aparlour.test"]);
  });

  test("transaction ids are the service's, not the user's; other rooms are other paths", async () => {
    const { client, homeserver, roomId } = await start();
    const { userId } = await client.register("hub_u_a");
    await client.invite(roomId, userId);
    await client.join(roomId, userId);
    const other = await client.ensureAliasedRoom({ name: "B", aliasLocalpart: "hub_r_b" });
    const first = await client.sendMessage(roomId, "1", hello);
    expect(await client.sendMessage(roomId, "1", hello, { as: userId })).toBe(first);
    expect(await client.sendMessage(other.roomId, "1", hello)).not.toBe(first);
    expect(homeserver.rooms().flatMap(({ messages }) => messages)).toHaveLength(2);
  });

  test("a message is at the time its service says, and somebody else's at the homeserver's", async () => {
    const { client, homeserver, roomId, nora } = await start({ now: () => 5000 });
    await client.sendMessage(roomId, "1", hello, { at: 1234.9 });
    homeserver.people.say({ ...nora, body: "x" });
    expect(homeserver.rooms()[0]?.messages.map(({ at }) => at)).toEqual([1234, 5000]);
  });

  test("an event has a largest size", async () => {
    const { client, roomId } = await start();
    const content = { msgtype: "m.text", body: "x".repeat(70_000) };
    await expect(client.sendMessage(roomId, "1", content)).rejects.toMatchObject({ reason: "too-large" });
  });

  test.each([
    [200, null],
    [403, "bad-status"],
  ])("a ping that is answered with %i", async (status, reason) => {
    const { client, service } = await start();
    service.answer(status);
    const answer = client.ping("parlour", "p1");
    if (reason === null) expect(await answer).toBeGreaterThanOrEqual(0);
    else await expect(answer).rejects.toMatchObject({ reason });
    expect(service.calls.at(-1)).toMatchObject({
      line: "POST /_matrix/app/v1/ping",
      authorization: `Bearer ${HS_TOKEN}`,
      body: '{"transaction_id":"p1"}',
    });
    await expect(client.ping("other")).rejects.toMatchObject({ reason: "forbidden" });
  });

  test("a ping without an address, and to nobody", async () => {
    const { client, homeserver } = await startHomeserver();
    await expect(client.ping("parlour")).rejects.toMatchObject({ reason: "url-not-set" });
    const rest = {
      id: "parlour",
      as_token: AS_TOKEN,
      hs_token: HS_TOKEN,
      sender_localpart: "hub_bot",
      prefix: "hub_",
    };
    homeserver.register({ ...rest, url: "http://127.0.0.1:9" });
    await expect(client.ping("parlour")).rejects.toMatchObject({ reason: "connection-failed" });
  });
});

test("what it holds is there after it was stopped: rooms, people, files, and what nobody took", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "parlour-homeserver-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = await start({ folder });
  await first.homeserver.pushNow();
  first.service.answer(500);
  const bytes = Buffer.from("picture");
  const mxc = await first.client.uploadMedia({
    body: bytes,
    size: 7,
    contentType: "image/png",
    filename: "a.png",
  });
  const event = await first.client.sendMessage(first.roomId, "1", hello);
  await first.homeserver.pushNow();
  await first.system.close();

  const service = await startAppService();
  const { client, homeserver } = await startHomeserver({ folder, url: service.url });
  expect(await client.sendMessage(first.roomId, "1", hello)).toBe(event);
  expect(await new Response((await client.downloadMedia(mxc)).body).text()).toBe("picture");
  expect((await client.joinedMembers(first.roomId)).map(({ userId }) => userId)).toContain(NORA);
  expect(await homeserver.pushNow()).toBe(0);
  expect(service.transactions()[0]).toBe(first.service.transactions().at(-1));
  expect(service.events().at(-1)).toMatchObject({ event_id: event });
});

describe("by HTTP, for the demo", () => {
  test("people from outside, the page, and what is refused", async () => {
    const { system, roomId } = await start();
    const ask = async (line: string, body?: object) => {
      const [method = "", at = ""] = line.split(" ");
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await fetch(`${system.url}/_sandbox/${at}`, init);
      return { status: response.status, text: await response.text() };
    };
    const jonas = { user: "@jonas:parlour.test", room: roomId };
    expect(await ask("POST people", { localpart: "jonas", display_name: "<Jonas>" })).toMatchObject({
      status: 200,
    });
    expect(await ask("POST say", { ...jonas, body: "x" })).toMatchObject({ status: 403 });
    await ask("POST join", jonas);
    const said = await ask("POST say", { ...jonas, body: "<script>alert(1)</script>" });
    const { event_id } = JSON.parse(said.text);
    const page = await ask(`GET rooms?room=${encodeURIComponent(roomId)}`);
    expect(page.text).toContain("&lt;Jonas&gt;");
    expect(page.text).not.toContain("<script>alert");
    expect((await ask("GET rooms")).text).toContain("&lt;script&gt;alert(1)");
    await ask("POST edit", { ...jonas, event: event_id, body: "y" });
    await ask("POST redact", { ...jonas, event: event_id });
    const { rooms } = JSON.parse((await ask("GET rooms.json")).text);
    expect(rooms[0].messages).toMatchObject([{ isRemoved: true }, { content: { body: "* y" } }]);
    await ask("POST leave", jonas);
    expect(await ask("PUT limit", { limit: { requests: 1, per_ms: 1000 } })).toMatchObject({ status: 200 });
    expect(await ask("PUT clock", { offset_ms: "soon" })).toMatchObject({ status: 400 });
    expect(await ask("POST nothing", {})).toMatchObject({ status: 404 });
    expect(await ask("POST push")).toEqual({ status: 200, text: '{"waiting":0,"failure":null}' });
  });
});
