import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { messengerUsers } from "#db/schema/messenger.ts";
import { apiTokens, users } from "#db/schema/users.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { makeTicket } from "#lib/messenger/make-ticket.ts";
import {
  hubToken,
  openMessengerStream,
  openMessengerStreams,
  roomOf,
  say,
} from "#tests/support/messenger-stream.ts";
import { testUser } from "#tests/support/test-users.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { passwordStamp } from "../session.ts";
import { sessionCookieName, sessionSecret } from "../session-cookie.ts";
import { streamProof } from "./stream-proof.ts";

type House = Awaited<ReturnType<typeof openMessengerStreams>>;

const staff = testUser("user-staff", { name: "Front Desk" });

/** One of the studio's own people, their session and an API token of theirs. */
async function withStaff(house: House, seconds = 1e9) {
  const { db, env } = house;
  db.insert(users).values(staff).run();
  db.insert(apiTokens)
    .values({
      id: "t",
      userId: staff.id,
      name: "t",
      scopes: ["messenger:read"],
      tokenHash: hashToken("staff-token"),
      createdAt: 0,
    })
    .run();
  const session = await encode({
    token: { sub: staff.id, stamp: passwordStamp(staff) },
    secret: sessionSecret(env),
    maxAge: seconds,
  });
  const actor: Actor = { kind: "staff", userId: staff.id, name: staff.name };
  return {
    cookie: { Cookie: `${sessionCookieName(env)}=${session}` },
    bearer: { Authorization: "Bearer staff-token" },
    actor,
  };
}

/** As the route does. */
async function ticketFor(house: House, actor: Actor, headers: Record<string, string> = {}): Promise<string> {
  const ctx: Ctx = { db: house.db, env: house.env, now: house.now, actor };
  const made = await makeTicket(ctx, await streamProof(ctx, { headers: new Headers(headers) }, actor));
  expect(made.expiresAt).toBeLessThanOrEqual(house.now() + MINUTE);
  return made.ticket;
}

function hubPerson(house: House, more: { endsAt?: number } = {}): Actor {
  return {
    kind: "hub",
    tenantId: "hub",
    hubUserId: "nora",
    role: "viewer",
    name: "Nora",
    endsAt: house.now() + 60 * MINUTE,
    ...more,
  };
}

const closed = (reason: string) => ({ id: null, data: { type: "closed", reason } });

test("a session, an API token and a hub token open a stream, in the header or in the address", async () => {
  const house = await openMessengerStreams();
  const { db, clock, address, token } = house;
  const { cookie, bearer } = await withStaff(house);
  const own = [
    await openMessengerStream(address(), cookie),
    await openMessengerStream(address(), bearer),
    // What a header says counts, whatever stands in the address.
    await openMessengerStream(address("?token=nonsense"), bearer),
  ];
  const hub = [
    await openMessengerStream(address(`?token=${await token("nora")}`)),
    await openMessengerStream(address(`?token=${await token("nora", "hub", { role: "guest" })}`), cookie),
  ];
  const ours = say(db, roomOf(db, "default", clock.now()), "Ours", clock.now());
  const theirs = say(db, roomOf(db, "hub", clock.now()), "Theirs", clock.now());
  for (const stream of own) {
    expect((await stream.until("new_message")).id).toBe(ours);
    expect(stream.events()[0]?.data).toMatchObject({ user: staff.id, display_name: "Front Desk" });
  }
  for (const stream of hub) expect((await stream.until("new_message")).id).toBe(theirs);
});

test("nobody else is let in, and is told why as a problem", async () => {
  const house = await openMessengerStreams({}, { MESSENGER_SERVICE_TOKEN: "a-service-token-1234" });
  const { db, now, address, token, streams } = house;
  await withStaff(house);
  const addToken = (id: string, scopes: string[]) =>
    db
      .insert(apiTokens)
      .values({ id, userId: staff.id, name: id, scopes, tokenHash: hashToken(id), createdAt: 0 })
      .run();
  addToken("files-only", ["files:read"]);
  const past = await token("nora", "hub", { exp: now() - MINUTE });
  const forged = await hubToken({ sub: "nora", exp: now() + MINUTE }, "another-key-of-somebody-else");
  const refusals: [query: string, headers: Record<string, string>, status: number][] = [
    ["", {}, 401],
    ["?token=", {}, 401],
    ["?token=staff-token", {}, 401],
    [`?token=${past}`, {}, 401],
    [`?token=${forged}`, {}, 401],
    [`?token=${"e".repeat(9000)}`, {}, 422],
    ["?ticket=", {}, 401],
    ["?ticket=nonsense.session-", {}, 401],
    ["", { Authorization: `Bearer ${forged}` }, 401],
    ["", { Authorization: "Bearer files-only" }, 403],
    ["", { "X-Service-Token": "a-service-token-1234" }, 403],
    [`?token=${await token("nora")}`, { "X-Service-Token": "a-service-token-1234" }, 403],
  ];
  for (const [query, headers, status] of refusals) {
    const answer = await fetch(address(query), { headers });
    expect([answer.status, answer.headers.get("content-type")], query).toEqual([
      status,
      "application/problem+json",
    ]);
    const text = await answer.text();
    expect(text).not.toContain("eyJ");
  }
  expect((await fetch(address(), { method: "POST" })).status).toBe(418);
  expect((await fetch(`${address()}s`)).status).toBe(418);
  expect(streams.open()).toBe(0);
});

test("a hub token that ends in mid-stream ends the stream, and says so", async () => {
  const { db, clock, open, streams } = await openMessengerStreams();
  const nora = await open("nora");
  await nora.until("connected");
  clock.advance(59 * MINUTE);
  const seq = say(db, roomOf(db, "hub", clock.now()), "Still here", clock.now());
  await waitFor("the last event", () => nora.seqs().includes(seq));
  clock.advance(MINUTE);
  await waitFor("the end", () => nora.isOver());
  expect(nora.events().at(-1)).toEqual(closed("token_expired"));
  expect([streams.open(), streams.listening()]).toEqual([0, 0]);
});

test("a ticket opens one stream, once, within a minute, and lies in the database as a hash alone", async () => {
  const house = await openMessengerStreams();
  const { db, clock, address, streams } = house;
  const ticket = await ticketFor(house, hubPerson(house));
  const [stored] = db.$client.prepare<[], { ticket_hash: string }>("SELECT * FROM messenger_tickets").all();
  expect(stored?.ticket_hash).toBe(hashToken(ticket));
  expect(JSON.stringify(stored)).not.toContain(ticket.slice(0, 10));
  const both = await Promise.all([1, 2, 3].map(() => openMessengerStream(address(`?ticket=${ticket}`))));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  const late = await ticketFor(house, hubPerson(house));
  clock.advance(60 * SECOND);
  expect((await fetch(address(`?ticket=${late}`))).status).toBe(401);
  // Those that ended unused are forgotten with the next.
  await ticketFor(house, hubPerson(house));
  expect(db.$client.prepare("SELECT count(*) FROM messenger_tickets").pluck().get()).toBe(1);
  expect(streams.open()).toBe(1);
});

test("a ticket lasts as long as what it was made with, and its stream too", async () => {
  const house = await openMessengerStreams();
  const { clock, address } = house;
  const person = hubPerson(house, { endsAt: house.now() + 30 * SECOND });
  const [ticket, unused] = [await ticketFor(house, person), await ticketFor(house, person)];
  const stream = await openMessengerStream(address(`?ticket=${ticket}`));
  await stream.until("connected");
  clock.advance(30 * SECOND);
  await waitFor("the end", () => stream.isOver());
  expect(stream.events().at(-1)).toEqual(closed("token_expired"));
  expect((await fetch(address(`?ticket=${unused}`))).status).toBe(401);
});

test("a session that ends in mid-stream ends the stream, and that of its ticket", async () => {
  const house = await openMessengerStreams();
  const { clock, address } = house;
  // Sessions are signed by the true clock.
  clock.advance(Date.now() - clock.now());
  const { cookie, actor } = await withStaff(house, 60);
  const opened = [
    await openMessengerStream(address(), cookie),
    await openMessengerStream(address(`?ticket=${await ticketFor(house, actor, cookie)}`)),
  ];
  for (const stream of opened) await stream.until("connected");
  clock.advance(60 * SECOND);
  await waitFor("the end", () => opened.every((stream) => stream.isOver()));
  for (const stream of opened) expect(stream.events().at(-1)).toEqual(closed("token_expired"));
});

test.each<[string, (house: House) => void]>([
  ["deactivated", ({ db }) => db.update(users).set({ active: false }).run()],
  ["given a new password", ({ db }) => db.update(users).set({ passwordHash: "scrypt$c$d" }).run()],
  ["signed out everywhere", ({ db }) => db.update(users).set({ sessionEpoch: 1 }).run()],
  ["shut out of the messenger", ({ db }) => db.update(messengerUsers).set({ active: false }).run()],
])(
  "who is %s hears nothing more, whether they came with the session or a ticket of it",
  async (_what, end) => {
    const house = await openMessengerStreams();
    const { db, clock, address, streams, open } = house;
    const { cookie, actor } = await withStaff(house);
    const bystander = await open("nora");
    const unused = await ticketFor(house, actor, cookie);
    const opened = [
      await openMessengerStream(address(), cookie),
      await openMessengerStream(address(`?ticket=${await ticketFor(house, actor, cookie)}`)),
    ];
    for (const stream of opened) await stream.until("connected");
    end(house);
    await waitFor("the end", () => opened.every((stream) => stream.isOver()));
    for (const stream of opened) expect(stream.events().at(-1)).toEqual(closed("signed_out"));
    expect([401, 403]).toContain((await fetch(address(`?ticket=${unused}`))).status);
    // The others go on.
    if (streams.open() === 0) return;
    const seq = say(db, roomOf(db, "hub", clock.now()), "Still here", clock.now());
    await waitFor("the next event", () => bystander.seqs().includes(seq));
  },
);

test("a revoked API token ends its streams and those of its tickets, and no other", async () => {
  const house = await openMessengerStreams();
  const { db, clock, address } = house;
  const { cookie, bearer, actor } = await withStaff(house);
  const session = await openMessengerStream(address(), cookie);
  const opened = [
    await openMessengerStream(address(), bearer),
    await openMessengerStream(address(`?ticket=${await ticketFor(house, actor, bearer)}`)),
  ];
  for (const stream of opened) await stream.until("connected");
  db.update(apiTokens).set({ revokedAt: clock.now() }).run();
  await waitFor("the end", () => opened.every((stream) => stream.isOver()));
  for (const stream of opened) expect(stream.events().at(-1)).toEqual(closed("signed_out"));
  const seq = say(db, roomOf(db, "default", clock.now()), "Still here", clock.now());
  await waitFor("the next event", () => session.seqs().includes(seq));
});
