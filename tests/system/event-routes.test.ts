import { beforeEach, expect, test } from "vitest";
import { apiTokens, users } from "#db/schema/users.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { eventStreams } from "#lib/http/messenger/event-streams.ts";
import {
  HUB_KEY,
  hubToken,
  openHouse,
  openMessengerStream,
  roomOf,
  say,
} from "#tests/support/messenger-stream.ts";
import { serveAnswerer } from "#tests/support/serve-answerer.ts";
import { testUser } from "#tests/support/test-users.ts";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let house: Awaited<ReturnType<typeof openHouse>>;

beforeEach(async () => {
  house = await openHouse();
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    DATABASE_URL: house.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    HUB_SECRET_KEY: HUB_KEY,
  });
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  delete slots[Symbol.for("parlour.env")];
  slots[Symbol.for("parlour.database")] = house.db;
});

async function call(route: Route, method: string, path: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost:3000/api/v1/events/${path}`, {
    method,
    headers: { host: "localhost:3000", ...headers },
  });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

async function bearer(role = "user") {
  return {
    Authorization: `Bearer ${await hubToken({ sub: "nora", tenant_id: "hub", role, exp: Date.now() + MINUTE })}`,
  };
}

test("a poll answers a bare array and where to go on, to viewers too", async () => {
  const { GET } = await import("#app/api/v1/events/poll/route.ts");
  const room = roomOf(house.db, "hub", house.now());
  const seqs = ["One", "Two", "Three"].map((body) => say(house.db, room, body, house.now()));
  const first = await call(GET, "GET", "poll?since=0&limit=2", await bearer("viewer"));
  expect(first.status).toBe(200);
  expect(first.headers.get("content-type")).toBe("application/json");
  expect(first.headers.get("cache-control")).toBe("no-store");
  expect(first.headers.get("x-next-cursor")).toBe(String(seqs[1]));
  expect(first.json).toMatchObject([
    { seq: seqs[0], type: "new_message", body: "One" },
    { seq: seqs[1], type: "new_message", body: "Two" },
  ]);
  const second = await call(GET, "GET", `poll?since=${seqs[1]}`, await bearer());
  expect(second.json).toMatchObject([{ seq: seqs[2] }]);
});

test.each([
  ["since=x", 422],
  ["since=-1", 422],
  ["since=1e3", 422],
  ["limit=0", 422],
  ["limit=501", 422],
  ["since=999999999999999", 200],
])("a poll with %s is answered %i", async (query, status) => {
  const { GET } = await import("#app/api/v1/events/poll/route.ts");
  expect((await call(GET, "GET", `poll?${query}`, await bearer())).status).toBe(status);
});

test("nobody polls or buys a ticket without being somebody", async () => {
  const { GET } = await import("#app/api/v1/events/poll/route.ts");
  const { POST } = await import("#app/api/v1/events/ticket/route.ts");
  const refusals: [headers: Record<string, string>, status: number][] = [
    [{}, 401],
    [{ Authorization: "Bearer nobody" }, 401],
    [{ "X-Service-Token": "nobody" }, 403],
  ];
  for (const [headers, wanted] of refusals) {
    expect((await call(GET, "GET", "poll", headers)).status).toBe(wanted);
    expect((await call(POST, "POST", "ticket", headers)).status).toBe(wanted);
  }
});

test("a ticket bought with a token opens the stream of who bought it", async () => {
  const { POST } = await import("#app/api/v1/events/ticket/route.ts");
  const { db, env } = house;
  db.insert(users).values(testUser("user-staff")).run();
  db.insert(apiTokens)
    .values({ id: "t", userId: "user-staff", name: "t", tokenHash: hashToken("staff-token"), createdAt: 0 })
    .run();
  const streams = eventStreams({ db, env, now: Date.now });
  const url = await serveAnswerer((request, response) => streams.answer(request, response, "127.0.0.1"));
  const people = [
    ["nora", await bearer("viewer")],
    ["user-staff", { Authorization: "Bearer staff-token" }],
  ] as const;
  for (const [user, headers] of people) {
    const { status, json } = await call(POST, "POST", "ticket", headers);
    expect(status).toBe(201);
    expect(json).toEqual({ ticket: expect.any(String), expires_at: expect.stringMatching(/^\d{4}-.*Z$/) });
    const goodForMs = Date.parse(json.expires_at) - Date.now();
    expect(goodForMs).toBeGreaterThan(0);
    expect(goodForMs).toBeLessThanOrEqual(60 * SECOND);
    const stream = await openMessengerStream(`${url}/api/v1/events/stream?ticket=${json.ticket}`);
    expect((await stream.until("connected")).data).toMatchObject({ user });
  }
  streams.close();
});
