import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { type ConnectionStudio, openConnectionStudio } from "#tests/support/connection-studio.ts";
import { stopTimers, timersUntil } from "#tests/support/own-time.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { disconnect } from "./disconnect.ts";
import { listTalkRooms } from "./list-talk-rooms.ts";
import { markTalkRead } from "./mark-talk-read.ts";
import { sendTalkMessage } from "./send-talk-message.ts";

const ROOMS = "GET /ocs/v2.php/apps/spreed/api/v4/room?noStatusUpdate=1";

async function openTalk() {
  const studio = await openConnectionStudio();
  await studio.connect("staff", "staff");
  return {
    ...studio,
    rooms: (limit = 3) => listTalkRooms(studio.ctx("staff"), { limit }),
    later: (ms = 15 * SECOND) => studio.clock.advance(ms),
    fault: studio.cloud.cloud.faults.add,
  };
}

const unreadOf = async (studio: { rooms(limit: number): ReturnType<typeof listTalkRooms> }, token: string) =>
  (await studio.rooms(50)).conversations.find((room) => room.token === token)?.unreadMessages;

describe("conversations", () => {
  test("the newest first, all unread counted, links at the public address", async () => {
    const studio = await openTalk();
    const { totalUnread, conversations } = await studio.rooms();
    expect(totalUnread).toBe(8);
    expect(conversations.map(({ token, displayName, url }) => [token, displayName, url])).toEqual([
      ["m4r4dm01", "Mara Lindqvist", `${studio.proxy.url}/call/m4r4dm01`],
      ["pubq4321", "Questions before your appointment", `${studio.proxy.url}/call/pubq4321`],
      ["t34mr00m", "Studio team", `${studio.proxy.url}/call/t34mr00m`],
    ]);
    expect(conversations[1]).toMatchObject({
      unreadMessages: 1,
      lastMessage: { author: "Jonas", text: "May I eat before the session? I am <very> nervous & hungry" },
    });
    const shown = await listTalkRooms(
      studio.ctx("staff", { NEXTCLOUD_PUBLIC_URL: "https://cloud.studio.example/nc" }),
      { limit: 1 },
    );
    expect(shown.conversations).toHaveLength(1);
    expect((await studio.rooms(50)).conversations.map(({ type }) => type)).not.toContain(4);
    expect(studio.asked()).toEqual([ROOMS]);
  });

  test("however many ask, Nextcloud is asked once in fifteen seconds for each person", async () => {
    const studio = await openTalk();
    await studio.connect("mara", "mara");
    const widgets = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          listTalkRooms(studio.ctx(index % 2 ? "mara" : "staff"), { limit: 3 }),
        ),
      );
    await widgets(40);
    studio.later(15 * SECOND - 1);
    await widgets(40);
    expect(studio.asked()).toEqual([ROOMS, ROOMS]);
    studio.later(1);
    const answers = await widgets(40);
    expect(studio.asked()).toEqual([ROOMS, ROOMS]);
    expect(answers.map(({ totalUnread }) => totalUnread)).toEqual(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? 0 : 8)),
    );
  });

  test("nobody sees anything without a connection, or after its end", async () => {
    const studio = await openTalk();
    await expect(listTalkRooms(studio.ctx("mara"), { limit: 3 })).rejects.toMatchObject({
      code: "nextcloud_not_connected",
    });
    await expect(listTalkRooms(studio.ctx("customer"), { limit: 3 })).rejects.toMatchObject({
      code: "not_signed_in",
    });
    await studio.rooms();
    await disconnect(studio.ctx("staff"));
    await expect(studio.rooms()).rejects.toMatchObject({ code: "nextcloud_not_connected" });
  });
});

describe("bad days of Talk", () => {
  test("a slow Nextcloud: what is known within a second, and the new as soon as it is there", async () => {
    const studio = await openTalk();
    await studio.rooms();
    studio.later();
    studio.asked();
    const held = holdRooms(studio);
    stopTimers();
    for (let look = 0; look < 2; look++) {
      const rooms = studio.rooms();
      expect(await timersUntil(rooms)).toBeLessThan(2 * SECOND);
      expect((await rooms).totalUnread).toBe(8);
    }
    expect(studio.asked()).toEqual([ROOMS]);
    held.release();
    await waitFor("the answer", () => studio.proxy.active() === 0);
    await studio.rooms();
    expect(studio.asked()).toEqual([]);
  });

  test("without anything known the answer waits five seconds at most", async () => {
    const studio = await openTalk();
    const held = holdRooms(studio);
    stopTimers();
    const rooms = studio.rooms();
    expect(await timersUntil(rooms)).toBeLessThan(6 * SECOND);
    await expect(rooms).rejects.toMatchObject({ kind: "network", reason: "timeout" });
    held.release();
    expect((await studio.rooms()).totalUnread).toBe(8);
    expect(studio.asked()).toEqual([ROOMS]);
  });

  test("what is older than five minutes is not shown any more", async () => {
    const studio = await openTalk();
    await studio.rooms();
    studio.later(5 * MINUTE);
    const held = holdRooms(studio);
    await expect(studio.rooms()).rejects.toMatchObject({ reason: "timeout" });
    held.release();
    await studio.rooms();
  });

  test.each<[string, { status: number; body?: string; contentType?: string }, object]>([
    ["Talk missing", { status: 404, body: ocsXml(404) }, { code: "talk_not_available" }],
    ["Talk missing, as v1 says it", { status: 200, body: ocsXml(998) }, { code: "talk_not_available" }],
    ["Talk not allowed", { status: 403, body: ocsXml(403) }, { code: "talk_not_available" }],
    ["a web page", { status: 200, body: "<!DOCTYPE html><p>Hotel" }, { kind: "malformed", reason: "html" }],
    ["nothing at all", { status: 200, body: "" }, { kind: "malformed", reason: "empty" }],
    ["maintenance", { status: 503, body: ocsXml(503) }, { kind: "rejected", status: 503 }],
    ["too many requests", { status: 429 }, { kind: "rate-limited" }],
    ["XML to a wrong password", { status: 401, body: ocsXml(997) }, { code: "nextcloud_revoked" }],
  ])("%s", async (_name, fault, error) => {
    const studio = await openTalk();
    studio.fault({ match: /spreed/, ...fault });
    await expect(studio.rooms()).rejects.toMatchObject(error);
    await expect(studio.rooms()).rejects.toMatchObject(error);
    expect(studio.asked()).toEqual([ROOMS]);
    if (fault.status === 401) return;
    studio.cloud.cloud.faults.clear();
    studio.later(MINUTE);
    expect((await studio.rooms()).totalUnread).toBe(8);
  });

  test("a 429 that names no time is kept to for a minute", async () => {
    const studio = await openTalk();
    studio.fault({ match: /spreed/, status: 429, times: 1 });
    await expect(studio.rooms()).rejects.toMatchObject({ kind: "rate-limited" });
    studio.later(MINUTE - 1);
    await expect(studio.rooms()).rejects.toMatchObject({ kind: "rate-limited" });
    expect(studio.asked()).toEqual([ROOMS]);
    studio.later(1);
    await studio.rooms();
  });

  test("a clock that was set back does not silence it", async () => {
    const studio = await openTalk();
    await studio.rooms();
    studio.clock.advance(-60 * MINUTE);
    await studio.rooms();
    expect(studio.asked()).toEqual([ROOMS, ROOMS]);
  });
});

describe("acting in Talk", () => {
  test("a message is there at the next look, and reading makes the badge go", async () => {
    const studio = await openTalk();
    const ctx = studio.ctx("staff");
    const message = "Of course: coffee **and** cake <3";
    const { id } = await sendTalkMessage(ctx, { token: "m4r4dm01", message });
    expect(id).toEqual(expect.any(Number));
    const [first] = (await studio.rooms()).conversations;
    expect(first).toMatchObject({ token: "m4r4dm01", lastMessage: { author: "Front Desk" } });
    expect(await unreadOf(studio, "pubq4321")).toBe(1);
    await markTalkRead(ctx, { token: "pubq4321" });
    expect(await unreadOf(studio, "pubq4321")).toBe(0);
  });

  test.each<[string, string, object]>([
    ["read-only", "4nnounc3", { code: "not_allowed" }],
    ["nowhere", "n0where1", { code: "not_found" }],
    ["no token at all", "../../cloud/user", { code: "not_found" }],
  ])("%s is told", async (_name, token, error) => {
    const studio = await openTalk();
    await expect(sendTalkMessage(studio.ctx("staff"), { token, message: "x" })).rejects.toMatchObject(error);
    if (error !== null && token !== "4nnounc3")
      await expect(markTalkRead(studio.ctx("staff"), { token })).rejects.toMatchObject(error);
  });

  test("a long message asks once what is accepted, and again when Talk has changed", async () => {
    const studio = await openTalk();
    const ctx = studio.ctx("staff");
    const capabilities = "GET /ocs/v2.php/cloud/capabilities";
    const send = (length: number) => sendTalkMessage(ctx, { token: "m4r4dm01", message: "x".repeat(length) });
    await studio.rooms();
    studio.asked();
    await send(1000);
    expect(studio.asked()).not.toContain(capabilities);
    await send(1001);
    await send(2000);
    expect(studio.asked().filter((one) => one === capabilities)).toEqual([capabilities]);
    await expect(send(40_000)).rejects.toMatchObject({ code: "too_large" });
    expect(studio.asked()).toEqual([]);
    studio.proxy.rewriteHeaders = (_, headers) => ({ ...headers, "x-nextcloud-talk-hash": "another" });
    studio.later();
    await studio.rooms();
    await send(1001);
    expect(studio.asked().filter((one) => one === capabilities)).toEqual([capabilities]);
  });
});

function ocsXml(statuscode: number): string {
  return `<?xml version="1.0"?>\n<ocs><meta><status>failure</status><statuscode>${statuscode}</statuscode><message>No</message></meta><data/></ocs>`;
}

/** Keeps the list of rooms from being answered until it is released. */
function holdRooms(studio: ConnectionStudio): { release(): void } {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  studio.proxy.hold = ({ path }) => (path.includes("/v4/room") ? promise : false);
  return {
    release: () => {
      studio.proxy.hold = () => false;
      resolve(false);
    },
  };
}
