import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";

const now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => now);
});
afterAll(() => cloud.remove());

const headers = { "OCS-APIRequest": "true", Accept: "application/json" };
const get = (path: string, user: string | null = "staff", sent: Record<string, string> = headers) =>
  cloud.send({ user, path, headers: sent });

test("status and capabilities need no sign-in", async () => {
  expect(JSON.parse((await get("/status.php", null)).body)).toMatchObject({
    installed: true,
    maintenance: false,
  });
  const open = JSON.parse((await get("/ocs/v2.php/cloud/capabilities", null)).body).ocs;
  expect(open.meta).toEqual({ status: "ok", statuscode: 200, message: "OK" });
  expect(open.data.version.string).toBe("24.0.5");
  expect(open.data.capabilities.core).toBeUndefined();
  const full = JSON.parse((await get("/ocs/v2.php/cloud/capabilities")).body).ocs;
  expect(full.data.capabilities.core["webdav-root"]).toBe("remote.php/webdav");
  expect(full.data.capabilities.spreed.features).toContain("conversation-v4");
});

test("the signed-in user", async () => {
  const { data } = JSON.parse((await get("/ocs/v2.php/cloud/user", "mara")).body).ocs;
  expect(data).toMatchObject({ id: "mara", "display-name": "Mara Lindqvist", email: "mara@parlour.test" });
});

test("without the OCS header 412, with wrong credentials XML 401, with none JSON 401, unknown 404", async () => {
  const path = "/ocs/v2.php/cloud/user";
  const forgotten = await get(path, "mara", { Accept: "application/json" });
  expect([forgotten.status, JSON.parse(forgotten.body)]).toEqual([412, { message: "CSRF check failed" }]);
  const wrong = await cloud.send({ user: "mara", password: "no", path, headers });
  expect([wrong.status, wrong.headers.get("content-type")]).toEqual([401, "text/xml; charset=UTF-8"]);
  expect(wrong.body).toContain("<statuscode>997</statuscode>");
  const none = await get(path, null);
  expect([none.status, JSON.parse(none.body).ocs.meta.statuscode]).toEqual([401, 997]);
  expect((await get("/ocs/v2.php/apps/none", "mara")).status).toBe(404);
  expect((await get("/index.php/none", "mara")).status).toBe(404);
});

test("staff have a room of every type, unsorted; the others have none", async () => {
  const path = "/ocs/v2.php/apps/spreed/api/v4/room";
  const answer = await get(path);
  expect(answer.headers.get("x-nextcloud-talk-hash")).toMatch(/^[0-9a-f]{40}$/);
  const rooms: { type: number; token: string; lastActivity: number; lastMessage: unknown }[] = JSON.parse(
    answer.body,
  ).ocs.data;
  expect([...new Set(rooms.map((room) => room.type))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(rooms.map((room) => room.token)).size).toBe(rooms.length);
  const times = rooms.map((room) => room.lastActivity);
  expect(times).not.toEqual([...times].sort((a, b) => b - a));
  expect(Math.max(...times)).toBeLessThanOrEqual(now / 1000);
  expect(rooms.some((room) => Array.isArray(room.lastMessage))).toBe(true);
  expect(JSON.parse((await get(path, "june")).body).ocs.data).toEqual([]);
  expect((await get(`${path}?format=json`, "staff", { "OCS-APIRequest": "true" })).body).toBe(answer.body);
  const bare = await get(path, "staff", { "OCS-APIRequest": "true" });
  expect([bare.status, bare.body]).toEqual([200, ""]);
});
