import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readRecording } from "#tests/contract/replay-server.ts";

let now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeEach(async () => {
  cloud = await openTestCloud(() => now);
});
afterEach(() => cloud.remove());

const headers = { "OCS-APIRequest": "true", Accept: "application/json" };
const spreed = "/ocs/v2.php/apps/spreed/api";
async function ask(method: string, path: string, body?: unknown, user = "staff") {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await cloud.send({ user, method, path, headers, ...text });
  return { ...answer, ocs: answer.body.startsWith("{") ? JSON.parse(answer.body).ocs : undefined };
}
const post = (token: string, message: string, user?: string) =>
  ask("POST", `${spreed}/v1/chat/${token}`, { message, referenceId: "b".repeat(64) }, user);
const room = async (token: string) => (await ask("GET", `${spreed}/v4/room/${token}`)).ocs?.data;
const bodyOf = (name: string) => JSON.parse(readRecording(name).response.body).ocs;

test("a message stands in its room, newest of all, and reads everything before it", async () => {
  const before = await room("t34mr00m");
  expect([before.unreadMessages, before.unreadMention]).toEqual([5, true]);
  now += 60_000;
  const posted = await post("t34mr00m", "Danke 🩰");
  expect(posted.status).toBe(201);
  const recorded = bodyOf("talk-post-message");
  expect(posted.ocs.meta).toEqual(recorded.meta);
  expect(Object.keys(posted.ocs.data).sort()).toEqual(Object.keys(recorded.data).sort());
  const after = await room("t34mr00m");
  expect(after).toMatchObject({ unreadMessages: 0, unreadMention: false, lastActivity: now / 1000 });
  expect(after.lastMessage).toEqual(posted.ocs.data);
  const { data } = (await ask("GET", `${spreed}/v4/room`)).ocs;
  expect(data.find((one: { token: string }) => one.token === "t34mr00m")).toEqual(after);
});

test.each<[string, string, string, number, string]>([
  ["a read-only conversation", "4nnounc3", "x", 403, "talk-post-readonly"],
  ["a lobby", "l0bbyr00", "x", 412, "talk-post-lobby"],
  ["a conversation of others", "wh2qexvx", "x", 404, "talk-post-not-member"],
  ["too long a message", "t34mr00m", "x".repeat(32_001), 413, "talk-post-too-long"],
])("%s refuses a message as recorded", async (_name, token, message, status, recording) => {
  const answer = await post(token, message);
  expect([answer.status, answer.ocs]).toEqual([status, bodyOf(recording)]);
});

test("the longest message fits; staff's rooms are nobody else's", async () => {
  expect((await post("t34mr00m", "ä".repeat(32_000))).status).toBe(201);
  expect((await post("t34mr00m", "x", "mara")).status).toBe(404);
  expect((await post("t34mr00m", " ")).status).toBe(400);
});

test("mark as read, in part, and as unread", async () => {
  const { lastMessage } = await room("t34mr00m");
  const path = `${spreed}/v1/chat/t34mr00m/read`;
  const part = await ask("POST", path, { lastReadMessage: lastMessage.id - 2 });
  expect(part.headers.get("x-chat-last-common-read")).toBe(String(lastMessage.id - 2));
  expect(await room("t34mr00m")).toMatchObject({ unreadMessages: 2, unreadMention: true });
  const read = await ask("POST", path, { lastReadMessage: lastMessage.id });
  expect([read.status, read.ocs]).toEqual([200, bodyOf("talk-mark-read")]);
  expect(await room("t34mr00m")).toMatchObject({ unreadMessages: 0, unreadMention: false });
  const unread = await ask("DELETE", path);
  expect([unread.status, unread.ocs]).toEqual([200, bodyOf("talk-mark-unread")]);
  expect(await room("t34mr00m")).toMatchObject({ unreadMessages: 1, lastReadMessage: lastMessage.id - 1 });
  expect((await ask("POST", path, {})).status).toBe(500);
  expect((await ask("POST", `${spreed}/v1/chat/nonexist1/read`, { lastReadMessage: 1 })).status).toBe(404);
});

test("one room, and one that is not there", async () => {
  const expected = bodyOf("talk-room-single").data;
  expect(Object.keys(await room("t34mr00m")).sort()).toEqual(Object.keys(expected).sort());
  const none = await ask("GET", `${spreed}/v4/room/nonexist1`);
  expect([none.status, none.ocs]).toEqual([404, bodyOf("talk-room-404")]);
});

test("Talk can be missing, or not for the user; the capabilities say so too", async () => {
  const put = (mode: unknown) =>
    cloud.send({ user: null, method: "PUT", path: "/_sandbox/talk", body: JSON.stringify({ mode }) });
  const spreedOf = async () =>
    (await ask("GET", "/ocs/v2.php/cloud/capabilities")).ocs.data.capabilities.spreed;
  expect(await spreedOf()).toBeDefined();
  for (const [mode, recording] of [
    ["missing", "talk-not-installed"],
    ["not-allowed", "talk-not-allowed"],
  ] as const) {
    expect((await put(mode)).status).toBe(200);
    const answer = await ask("GET", `${spreed}/v4/room`);
    const { response } = readRecording(recording);
    expect([answer.status, answer.body]).toEqual([response.status, response.body]);
    expect(await spreedOf()).toBeUndefined();
  }
  expect((await put("elsewhere")).status).toBe(422);
  expect((await put("on")).status).toBe(200);
  expect((await ask("GET", `${spreed}/v4/room`)).status).toBe(200);
});

test("v1.php knows nothing, with status 200", async () => {
  for (const name of ["talk-not-installed-v1", "ocs-unknown-route-v1"]) {
    const { request, response } = readRecording(name);
    const answer = await ask(request.method, request.path);
    expect([answer.status, answer.ocs ?? answer.body]).toEqual([
      200,
      answer.ocs ? bodyOf(name) : response.body,
    ]);
  }
});

test("user statuses in the recorded shapes", async () => {
  const api = "/ocs/v2.php/apps/user_status/api/v1";
  const status = (user: string) => ask("GET", `${api}/statuses/${user}`);
  const none = await status("june");
  expect([none.status, none.ocs]).toEqual([404, bodyOf("user-status-of-other-none")]);
  const set = await ask("PUT", `${api}/user_status/status`, { statusType: "dnd" }, "june");
  const recordedSet = bodyOf("user-status-set");
  expect(set.ocs).toEqual({ ...recordedSet, data: { ...recordedSet.data, userId: "june" } });
  const recorded = bodyOf("user-status-of-other");
  expect((await status("june")).ocs).toEqual({ ...recorded, data: { ...recorded.data, userId: "june" } });
  const bogus = await ask("PUT", `${api}/user_status/status`, { statusType: "bogus" });
  expect([bogus.status, bogus.ocs]).toEqual([400, bodyOf("user-status-invalid")]);

  await ask("PUT", `${api}/user_status/message/custom`, { statusIcon: "✏️", message: "Drawing" }, "june");
  await ask("PUT", `${api}/user_status/status`, { statusType: "invisible" }, "june");
  expect((await status("june")).ocs.data).toMatchObject({ status: "offline", message: "Drawing", icon: "✏️" });
  expect((await ask("GET", `${api}/user_status`, undefined, "june")).ocs.data.status).toBe("invisible");
  await ask("DELETE", `${api}/user_status/message`, undefined, "june");
  expect((await status("june")).ocs.data.message).toBeNull();
  const all: { userId: string }[] = (await ask("GET", `${api}/statuses?limit=2&offset=1`)).ocs.data;
  expect(all.map(({ userId }) => userId)).toEqual(["theo", "june"]);
});

test("avatars", async () => {
  const path = "/index.php/avatar/mara/64";
  const picture = await cloud.send({ user: null, path });
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
  const etag = picture.headers.get("etag") ?? "";
  expect((await cloud.send({ user: null, path, headers: { "If-None-Match": etag } })).status).toBe(304);
  expect((await cloud.send({ user: null, path: "/index.php/avatar/nobody/64" })).status).toBe(404);
});
