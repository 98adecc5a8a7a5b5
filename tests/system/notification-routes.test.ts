import { SignJWT } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { DAY } from "#lib/core/clock.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { serveRoutes } from "#tests/support/route-server.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";

const SERVICE_TOKEN = "a-service-token-of-the-tests";
const HUB_SECRET = "a-hub-secret-of-the-tests";
const HELLO = { source_app: "shop", event_type: "order.paid", title: "Order 4711 is paid" };
const idOf = (answer: unknown) => z.looseObject({ id: z.string() }).parse(answer).id;

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
  const [health, list, send, show, read, deliveries, retry, tokens, oneToken] = await Promise.all([
    import("#app/api/v1/health/route.ts"),
    import("#app/api/v1/notifications/route.ts"),
    import("#app/api/v1/notifications/send/route.ts"),
    import("#app/api/v1/notifications/[id]/route.ts"),
    import("#app/api/v1/notifications/read/route.ts"),
    import("#app/api/v1/admin/deliveries/route.ts"),
    import("#app/api/v1/admin/deliveries/[id]/retry/route.ts"),
    import("#app/api/v1/admin/tokens/route.ts"),
    import("#app/api/v1/admin/tokens/[id]/route.ts"),
  ]);
  const server = await serveRoutes({
    "GET /api/v1/health": health.GET,
    "GET /api/v1/notifications": list.GET,
    "POST /api/v1/notifications/send": send.POST,
    "POST /api/v1/notifications/read": read.POST,
    "GET /api/v1/notifications/{id}": show.GET,
    "GET /api/v1/admin/deliveries": deliveries.GET,
    "POST /api/v1/admin/deliveries/{id}/retry": retry.POST,
    "GET /api/v1/admin/tokens": tokens.GET,
    "POST /api/v1/admin/tokens": tokens.POST,
    "DELETE /api/v1/admin/tokens/{id}": oneToken.DELETE,
  });
  onTestFinished(() => server.close());
  const call = async (address: string, headers: Record<string, string> = {}, body?: unknown) => {
    const [method = "", path] = address.split(" ");
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...(text === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      answer: answer === "" ? null : z.looseObject({}).parse(JSON.parse(answer)),
    };
  };
  const hub = async (role: string, more: Record<string, unknown> = {}) => {
    const claims = {
      iss: "aesystek-hub",
      sub: role,
      role,
      tenant_id: "default",
      display_name: role,
      ...more,
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + 3600)
      .sign(new TextEncoder().encode(HUB_SECRET));
    return { Authorization: `Bearer ${token}` };
  };
  const asUser = async (email: string, scopes: ("messenger:read" | "messenger:write")[] | null = null) => ({
    Authorization: `Bearer ${await addApiToken(studio.ctx("admin"), { name: "x", email, scopes })}`,
  });
  return { studio, call, hub, asUser };
}

const SERVICE = { "X-Service-Token": SERVICE_TOKEN };

test("a notification is sent, shown, rung in the bell, read and looked after over HTTP", async () => {
  const { call, hub, asUser } = await serve();
  expect(await call("GET /api/v1/health")).toEqual({
    status: 200,
    answer: { status: "ok", service: "messenger-service", conduit: "unreachable", transport: "none" },
  });
  const nora = await hub("user");
  expect(await call("GET /api/v1/notifications", nora)).toMatchObject({ status: 200, answer: { unread: 0 } });
  const keyed = { ...SERVICE, "Idempotency-Key": " order-4711 " };
  const first = await call("POST /api/v1/notifications/send", keyed, HELLO);
  expect(first).toMatchObject({ status: 201, answer: { ...HELLO, status: "sent", priority: "normal" } });
  expect(endpoints.sendNotification.response?.safeParse(first.answer).error).toBeUndefined();
  expect(await call("POST /api/v1/notifications/send", keyed, HELLO)).toEqual(first);
  const other = { ...HELLO, title: "Another" };
  expect(await call("POST /api/v1/notifications/send", keyed, other)).toMatchObject({
    status: 409,
    answer: { code: "idempotency_mismatch" },
  });
  const id = idOf(first.answer);
  expect(await call(`GET /api/v1/notifications/${id}`, SERVICE)).toEqual({
    status: 200,
    answer: first.answer,
  });
  expect(await call(`GET /api/v1/notifications/${id}`, nora)).toMatchObject({ status: 200 });
  const stranger = await hub("admin", { tenant_id: "other" });
  expect(await call(`GET /api/v1/notifications/${id}`, stranger)).toMatchObject({ status: 404 });

  const bell = await call("GET /api/v1/notifications?limit=10", nora);
  expect(bell).toMatchObject({ answer: { unread: 1, notifications: [{ id, read: false }] } });
  expect(endpoints.listNotifications.response?.safeParse(bell.answer).error).toBeUndefined();
  const { notifications } = z
    .object({ notifications: z.array(z.object({ seq: z.number() })) })
    .parse(bell.answer);
  const up_to = notifications[0]?.seq;
  expect(await call("POST /api/v1/notifications/read", nora, { up_to })).toEqual({
    status: 200,
    answer: { unread: 0 },
  });
  for (const wrong of [{}, { up_to: -1 }, { up_to: "1" }, { up_to: 1.5 }])
    expect((await call("POST /api/v1/notifications/read", nora, wrong)).status).toBe(422);
  for (const query of ["limit=0", "limit=101", "limit=x", "before=-1", "before=1e99"])
    expect((await call(`GET /api/v1/notifications?${query}`, nora)).status, query).toBe(422);

  const admin = await asUser("user-admin@example.org");
  const deliveries = await call("GET /api/v1/admin/deliveries?status=sent", admin);
  expect(deliveries).toMatchObject({
    answer: { deliveries: [{ id, sent_by: "MESSENGER_SERVICE_TOKEN" }] },
  });
  expect(endpoints.listNotificationDeliveries.response?.safeParse(deliveries.answer).error).toBeUndefined();
  expect((await call("GET /api/v1/admin/deliveries?status=lost", admin)).status).toBe(422);
  expect((await call("GET /api/v1/admin/deliveries", nora)).status).toBe(403);
  expect(await call(`POST /api/v1/admin/deliveries/${id}/retry`, admin)).toMatchObject({
    status: 409,
    answer: { code: "conflict" },
  });
});

test("a service token is made, shown once, used, and refused from the moment it is revoked", async () => {
  const { call, asUser, hub } = await serve();
  const admin = await asUser("user-admin@example.org", ["messenger:write"]);
  const made = await call("POST /api/v1/admin/tokens", admin, { name: "Shop" });
  expect(made.status).toBe(201);
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(made.answer);
  const listed = await call("GET /api/v1/admin/tokens", admin);
  expect(JSON.stringify(listed.answer)).not.toContain(token);
  expect(endpoints.listServiceTokens.response?.safeParse(listed.answer).error).toBeUndefined();
  const shop = { "X-Service-Token": token };
  expect((await call("POST /api/v1/notifications/send", shop, HELLO)).status).toBe(201);
  // It is for notifications, and for nothing that is people's or admins'.
  for (const address of ["GET /api/v1/notifications", "GET /api/v1/admin/tokens"])
    expect((await call(address, shop)).status, address).toBe(403);
  expect((await call("POST /api/v1/admin/tokens", await hub("manager"), { name: "x" })).status).toBe(403);
  expect((await call(`DELETE /api/v1/admin/tokens/${id}`, await hub("viewer"))).status).toBe(403);
  expect(await call(`DELETE /api/v1/admin/tokens/${id}`, admin)).toEqual({ status: 204, answer: null });
  expect(await call("POST /api/v1/notifications/send", shop, HELLO)).toMatchObject({
    status: 401,
    answer: { code: "not_signed_in" },
  });
  expect((await call("DELETE /api/v1/admin/tokens/nobody", admin)).status).toBe(404);
});

test("who may not, and what cannot be read, is told so and stores nothing", async () => {
  const { studio, call, asUser, hub } = await serve();
  const send = "POST /api/v1/notifications/send";
  const staff = await asUser("user-staff@example.org");
  const reads = await asUser("user-admin@example.org", ["messenger:read"]);
  const wrong = [{ "X-Service-Token": "" }, { "X-Service-Token": `${SERVICE_TOKEN}x` }, staff];
  expect((await call(send, {}, HELLO)).status).toBe(401);
  for (const headers of wrong)
    expect((await call(send, headers, HELLO)).status, JSON.stringify(headers)).toBe(401);
  expect((await call("POST /api/v1/admin/tokens", reads, { name: "x" })).status).toBe(403);
  expect((await call("POST /api/v1/notifications/read", await hub("viewer"), { up_to: 1 })).status).toBe(403);
  expect((await call("GET /api/v1/notifications", await hub("viewer"))).status).toBe(200);

  const big = { ...HELLO, body: "x".repeat(256 * 1024) };
  expect(await call(send, SERVICE, big)).toMatchObject({ status: 413, answer: { code: "too_large" } });
  const bodies: [string, unknown][] = [
    ["an empty body", ""],
    ["half of JSON", '{"source_app":'],
    ["a list", []],
    ["null", "null"],
    ["a number", "1"],
    ["nothing that is needed", {}],
    ["a depth nobody needs", "[".repeat(100_000)],
    ["a dm to nobody", { ...HELLO, target_type: "dm", target_user: "nobody" }],
    ["an end that has passed", { ...HELLO, expires_at: new Date(Date.now() - DAY).toISOString() }],
  ];
  for (const [name, body] of bodies) {
    const { status, answer } = await call(send, SERVICE, body);
    expect([name, status, answer?.code]).toEqual([name, 422, "invalid_input"]);
  }
  const plain = { ...SERVICE, "Content-Type": "text/plain" };
  expect((await call(send, plain, JSON.stringify(HELLO))).status).toBe(422);
  const longKey = { ...SERVICE, "Idempotency-Key": "k".repeat(201) };
  expect((await call(send, longKey, HELLO)).status).toBe(422);
  expect(studio.db.$client.prepare("SELECT count(*) FROM notifications").pluck().get()).toBe(0);
});
