import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const now = Date.UTC(2026, 10, 20, 12);
const api = "/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks";
const home = "/remote.php/dav/calendars/mara";
const ocs = { "OCS-APIRequest": "true", Accept: "application/json", "Content-Type": "application/json" };

interface Call {
  secret: string | undefined;
  body: { event: Record<string, unknown> & { class: string }; user: null; time: number };
}

const calls: Call[] = [];
const listener = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  calls.push({ secret: request.headers["x-secret"]?.toString(), body: JSON.parse(text) });
  response.end();
});
let uri: string;
let cloud: TestCloud;

beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  uri = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
});
afterAll(() => new Promise((resolve) => listener.close(() => resolve(undefined))));
beforeEach(async () => {
  calls.length = 0;
  cloud = await openTestCloud(() => now);
});
afterEach(() => cloud.remove());

const eventClass = (name: string) => `OCP\\Calendar\\Events\\CalendarObject${name}Event`;

async function register(name: string, more: Record<string, unknown> = {}, user = "parlour") {
  const answer = await cloud.send({
    user,
    method: "POST",
    path: api,
    headers: ocs,
    body: JSON.stringify({
      httpMethod: "POST",
      uri,
      event: eventClass(name),
      authMethod: "header",
      authData: { "X-Secret": "s" },
      ...more,
    }),
  });
  return { status: answer.status, ...JSON.parse(answer.body).ocs };
}

const put = (path: string, uid: string, headers = {}) =>
  cloud.send({ user: "mara", method: "PUT", path, body: testEvent(uid), headers });
const called = (count: number) => waitFor(`call ${count}`, () => calls[count - 1]);

test("every change of a calendar calls the webhooks of its kind, with what proves it", async () => {
  for (const name of ["Created", "Updated", "MovedToTrash", "Restored", "Moved", "Deleted"])
    expect((await register(name)).meta.statuscode).toBe(200);
  const path = `${home}/personal/a.ics`;
  await put(path, "a");
  const created = await called(1);
  expect(created).toMatchObject({
    secret: "s",
    body: {
      user: null,
      time: now / 1000,
      event: {
        class: eventClass("Created"),
        calendarId: expect.any(Number),
        calendarData: { uri: "personal", principaluri: "principals/users/mara" },
        shares: [],
        objectData: { uri: "a.ics", component: "vevent" },
      },
    },
  });
  await put(path, "a");
  expect((await called(2)).body.event.class).toBe(eventClass("Updated"));
  await cloud.send({ user: "mara", method: "MKCALENDAR", path: `${home}/trips/` });
  const headers = { Destination: `http://127.0.0.1:${cloud.cloud.port}${home}/trips/a.ics` };
  expect((await cloud.send({ user: "mara", method: "MOVE", path, headers })).status).toBe(201);
  expect((await called(3)).body.event).toMatchObject({
    class: eventClass("Moved"),
    sourceCalendarData: { uri: "personal" },
    targetCalendarData: { uri: "trips" },
  });
  await cloud.send({ user: "mara", method: "DELETE", path: `${home}/trips/a.ics` });
  expect((await called(4)).body.event.class).toBe(eventClass("MovedToTrash"));
  const trashed = `${home}/trashbin/objects/1.ics`;
  await cloud.send({
    user: "mara",
    method: "MOVE",
    path: trashed,
    headers: { Destination: `http://127.0.0.1:${cloud.cloud.port}${home}/trashbin/restore/file` },
  });
  expect((await called(5)).body.event.class).toBe(eventClass("Restored"));
  await cloud.send({ user: "mara", method: "DELETE", path: `${home}/trips/a.ics` });
  await cloud.send({ user: "mara", method: "DELETE", path: `${home}/trashbin/objects/2.ics` });
  expect((await called(7)).body.event.class).toBe(eventClass("Deleted"));
});

test("what is refused, and reading, call nobody", async () => {
  await register("Created");
  const path = `${home}/personal/a.ics`;
  expect((await put(path, "a", { "If-Match": '"none"' })).status).toBe(412);
  await cloud.send({ user: "mara", path });
  await put(path, "a");
  await called(1);
  expect(calls).toHaveLength(1);
});

test("nobody but who the settings are delegated to sees or makes webhooks; unknown events are refused", async () => {
  expect((await register("Created", {}, "mara")).status).toBe(403);
  expect((await cloud.send({ user: "mara", path: api, headers: ocs })).status).toBe(403);
  expect((await register("Imagined")).meta.message).toContain("not an event class compatible with webhooks");
  expect((await register("Created", { authMethod: "signature" })).status).toBe(400);
  expect((await cloud.send({ user: null, path: api, headers: ocs })).status).toBe(401);
});

test("webhooks are listed, by address too, survive a restart, and are removed once", async () => {
  const { data } = await register("Created");
  await register("Created", { uri: "https://elsewhere.example/hook" });
  await cloud.restart();
  const list = async (query: string) =>
    JSON.parse((await cloud.send({ user: "parlour", path: `${api}${query}`, headers: ocs })).body).ocs.data;
  expect(await list("")).toHaveLength(2);
  expect(await list(`?uri=${encodeURIComponent(uri)}`)).toMatchObject([
    { id: data.id, uri, userId: "parlour" },
  ]);
  const remove = async () =>
    JSON.parse(
      (await cloud.send({ user: "parlour", method: "DELETE", path: `${api}/${data.id}`, headers: ocs })).body,
    ).ocs.data;
  expect([await remove(), await remove()]).toEqual([true, false]);
  expect(await list("")).toHaveLength(1);
});
