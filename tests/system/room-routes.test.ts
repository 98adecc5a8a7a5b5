import { SignJWT } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { messengerAdminEndpoints } from "#lib/http/endpoints/messenger-admin-endpoints.ts";
import { messengerRoomEndpoints } from "#lib/http/endpoints/messenger-room-endpoints.ts";
import { serveRoutes } from "#tests/support/route-server.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";

const SERVICE_TOKEN = "a-service-token-of-the-tests";
const HUB_SECRET = "a-hub-secret-of-the-tests";
const known: Endpoint[] = Object.values<Endpoint>({ ...messengerRoomEndpoints, ...messengerAdminEndpoints });
const asRoom = z.looseObject({ room_id: z.string() });

async function serve() {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  // The process's own environment and database are read once; each test has its own.
  for (const name of ["env", "database"]) Reflect.deleteProperty(globalThis, Symbol.for(`parlour.${name}`));
  for (const name of Object.keys(process.env))
    if (/^(NEXT|PARLOUR_|MATRIX_|MESSENGER_)/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    DATABASE_URL: studio.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_RATE_LIMITS: "off",
    MESSENGER_SERVICE_TOKEN: SERVICE_TOKEN,
    HUB_SECRET_KEY: HUB_SECRET,
  });
  const [me, users, rooms, dm, read, invite, leave, send, retry, history, adminUsers, oneUser, adminRooms] =
    await Promise.all([
      import("#app/api/v1/users/me/route.ts"),
      import("#app/api/v1/users/route.ts"),
      import("#app/api/v1/rooms/route.ts"),
      import("#app/api/v1/rooms/dm/[hub_user_id]/route.ts"),
      import("#app/api/v1/rooms/[room_id]/read/route.ts"),
      import("#app/api/v1/rooms/[room_id]/invite/route.ts"),
      import("#app/api/v1/rooms/[room_id]/leave/route.ts"),
      import("#app/api/v1/messages/send/route.ts"),
      import("#app/api/v1/messages/[id]/retry/route.ts"),
      import("#app/api/v1/messages/history/[room_id]/route.ts"),
      import("#app/api/v1/admin/users/route.ts"),
      import("#app/api/v1/admin/users/[hub_user_id]/route.ts"),
      import("#app/api/v1/admin/rooms/route.ts"),
    ]);
  const server = await serveRoutes({
    "GET /api/v1/users/me": me.GET,
    "GET /api/v1/users": users.GET,
    "GET /api/v1/rooms": rooms.GET,
    "POST /api/v1/rooms": rooms.POST,
    "POST /api/v1/rooms/dm/{hub_user_id}": dm.POST,
    "POST /api/v1/rooms/{room_id}/read": read.POST,
    "POST /api/v1/rooms/{room_id}/invite": invite.POST,
    "POST /api/v1/rooms/{room_id}/leave": leave.POST,
    "POST /api/v1/messages/send": send.POST,
    "POST /api/v1/messages/{id}/retry": retry.POST,
    "GET /api/v1/messages/history/{room_id}": history.GET,
    "GET /api/v1/admin/users": adminUsers.GET,
    "PATCH /api/v1/admin/users/{hub_user_id}": oneUser.PATCH,
    "GET /api/v1/admin/rooms": adminRooms.GET,
  });
  onTestFinished(() => server.close());
  /** What is answered well is as it is documented. */
  const call = async (address: string, headers: Record<string, string> = {}, body?: unknown) => {
    const [method = "", path = ""] = address.split(" ");
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...(text === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const answer: unknown = await response.text().then((said) => (said === "" ? null : JSON.parse(said)));
    const pathname = path.replace(/\?.*$/, "");
    const endpoint = known.find(
      (one) =>
        one.method === method &&
        new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname) &&
        !(one.path.includes("{") && known.some((exact) => exact.path === pathname)),
    );
    expect(endpoint, address).toBeDefined();
    if (response.ok && endpoint?.response)
      expect(endpoint.response.safeParse(answer).error, address).toBeUndefined();
    return { status: response.status, answer };
  };
  const hub = async (sub: string, more: Record<string, unknown> = {}) => {
    const claims = {
      iss: "aesystek-hub",
      sub,
      role: "user",
      tenant_id: "default",
      display_name: sub,
      ...more,
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + 3600)
      .sign(new TextEncoder().encode(HUB_SECRET));
    return { Authorization: `Bearer ${token}` };
  };
  return { call, hub };
}

test("people, rooms and messages over HTTP are as they are documented", async () => {
  const { call, hub } = await serve();
  const [nora, omar] = [await hub("n/o ra@x"), await hub("18", { display_name: "Omar" })];
  expect(await call("GET /api/v1/users/me", omar)).toMatchObject({
    status: 200,
    answer: { hub_user_id: "18", display_name: "Omar", role: "user", external_client_enabled: false },
  });
  const service = { "X-Service-Token": SERVICE_TOKEN };
  expect(await call("GET /api/v1/users?q=omar", service)).toEqual({
    status: 200,
    answer: [{ hub_user_id: "18", display_name: "Omar" }],
  });
  expect(await call("GET /api/v1/rooms", nora)).toMatchObject({ answer: [{ name: "Allgemein" }] });
  const made = await call("POST /api/v1/rooms", nora, { name: "Hall", invite_users: ["18"], topic: null });
  expect(made.status).toBe(201);
  const { room_id } = asRoom.parse(made.answer);
  const sent = await call("POST /api/v1/messages/send", nora, { room_id, body: "Hello", client_id: "one" });
  expect(sent).toMatchObject({ status: 201, answer: { body: "Hello", seq: 1, own: true } });
  const { id } = z.object({ id: z.string() }).parse(sent.answer);
  // What arrived needs no retry, and is answered as it stands.
  expect(await call(`POST /api/v1/messages/${id}/retry`, nora)).toEqual({ ...sent, status: 200 });
  expect((await call(`POST /api/v1/messages/${id}/retry`, omar)).status).toBe(404);
  const again = { ...nora, "Idempotency-Key": "one" };
  expect(await call("POST /api/v1/messages/send", again, { room_id, body: "Hello" })).toEqual(sent);
  expect(await call("POST /api/v1/messages/send", again, { room_id, body: "Other" })).toMatchObject({
    status: 409,
    answer: { code: "idempotency_mismatch" },
  });
  expect(await call("GET /api/v1/rooms", omar)).toMatchObject({
    answer: [{ name: "Hall", unread: 1 }, { name: "Allgemein" }],
  });
  expect(await call(`GET /api/v1/messages/history/${room_id}?limit=1`, omar)).toMatchObject({
    answer: { messages: [{ body: "Hello" }], prev_cursor: null, next_cursor: null },
  });
  expect(await call(`POST /api/v1/rooms/${room_id}/read`, omar, { up_to: 1 })).toEqual({
    status: 200,
    answer: { room_id, up_to: 1, unread: 0 },
  });
  expect((await call(`POST /api/v1/rooms/${room_id}/invite`, omar, { users: ["user-theo"] })).status).toBe(
    200,
  );
  expect(await call(`POST /api/v1/rooms/${room_id}/leave`, omar)).toEqual({ status: 204, answer: null });
  const direct = `POST /api/v1/rooms/dm/${encodeURIComponent("n/o ra@x")}`;
  expect([(await call(direct, omar)).status, (await call(direct, omar)).status]).toEqual([201, 200]);
});

test("admins look after people and rooms over HTTP", async () => {
  const { call, hub } = await serve();
  const [boss, nora] = [await hub("boss", { role: "super_admin" }), await hub("17")];
  await call("GET /api/v1/rooms", nora);
  expect(await call("GET /api/v1/admin/users?q=17", boss)).toMatchObject({
    answer: { users: [{ hub_user_id: "17" }] },
  });
  expect(await call("PATCH /api/v1/admin/users/17", boss, { active: false })).toMatchObject({
    status: 200,
    answer: { active: false },
  });
  expect((await call("GET /api/v1/rooms", nora)).status).toBe(403);
  expect(await call("GET /api/v1/admin/rooms", boss)).toMatchObject({
    answer: { rooms: [{ kind: "general" }] },
  });
  expect((await call("GET /api/v1/admin/rooms?cursor=x", boss)).status).toBe(422);
});

test("what is wrong is told, and by whom it may not be", async () => {
  const { call, hub } = await serve();
  const nora = await hub("17");
  const { room_id } = asRoom.parse((await call("POST /api/v1/rooms", nora, { name: "Hall" })).answer);
  const history = `GET /api/v1/messages/history/${room_id}`;
  const refused: [string, Record<string, string>, unknown, number][] = [
    ["GET /api/v1/rooms", {}, undefined, 401],
    ["GET /api/v1/rooms", { Authorization: "Bearer eyJhbGciOiJub25lIn0.e30." }, undefined, 401],
    ["GET /api/v1/rooms", { "X-Service-Token": SERVICE_TOKEN }, undefined, 403],
    ["GET /api/v1/users", { "X-Service-Token": "wrong" }, undefined, 401],
    [history, await hub("17", { tenant_id: "elsewhere", role: "admin" }), undefined, 404],
    [history, await hub("18"), undefined, 404],
    [`${history}?limit=0`, nora, undefined, 422],
    [`${history}?limit=201`, nora, undefined, 422],
    [`${history}?before=-1`, nora, undefined, 422],
    [`${history}?after=1e9`, nora, undefined, 422],
    ["GET /api/v1/messages/history/%00", nora, undefined, 404],
    [`GET /api/v1/users?q=${"x".repeat(201)}`, nora, undefined, 422],
    ["POST /api/v1/rooms", nora, "{", 422],
    ["POST /api/v1/rooms", nora, [], 422],
    ["POST /api/v1/rooms", nora, { name: "x", invite_users: ["nobody"] }, 422],
    ["POST /api/v1/rooms", await hub("19", { role: "guest" }), { name: "x" }, 403],
    ["POST /api/v1/messages/send", nora, { room_id, body: "x".repeat(300_000) }, 413],
    ["POST /api/v1/messages/send", nora, { room_id, body: "x".repeat(20_000) }, 422],
    ["POST /api/v1/messages/send", nora, { room_id: "!x:y", body: "x" }, 404],
    [
      "POST /api/v1/messages/send",
      { ...nora, "Idempotency-Key": "k".repeat(201) },
      { room_id, body: "x" },
      422,
    ],
    [`POST /api/v1/rooms/${room_id}/read`, nora, { up_to: 1.5 }, 422],
    ["POST /api/v1/rooms/dm/nobody", nora, undefined, 404],
    ["PATCH /api/v1/admin/users/17", nora, { active: false }, 403],
  ];
  for (const [address, headers, body, status] of refused)
    expect([address, (await call(address, headers, body)).status]).toEqual([address, status]);
});
