import { once } from "node:events";
import { expect, test } from "vitest";
import { messengerMemberships } from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { openMessengerStreams, roomOf, say, seePerson } from "#tests/support/messenger-stream.ts";
import { waitFor } from "#tests/support/wait-for.ts";

test("everybody of the tenant hears what is said in its open room; another tenant and others' rooms are silent", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const [nora, ben, other] = await Promise.all([
    open("nora"),
    open("ben"),
    open("nora", { tenant: "other" }),
  ]);
  expect([nora.status, nora.headers["content-type"], nora.headers["cache-control"]]).toEqual([
    200,
    "text/event-stream; charset=utf-8",
    "no-store, no-cache, no-transform",
  ]);
  expect((await nora.until("connected")).data).toEqual({
    type: "connected",
    user: "nora",
    display_name: "nora",
  });
  expect(nora.text()).toMatch(/^retry: \d{4}\nid: 0\ndata: \{"type":"connected"/);
  const person = seePerson(db, "hub", "nora", clock.now());
  const general = say(db, roomOf(db, "hub", clock.now()), "Good morning", clock.now());
  const own = say(db, roomOf(db, "hub", clock.now(), [person]), "Only for Nora", clock.now());
  const last = say(db, roomOf(db, "hub", clock.now()), "Bye", clock.now());
  const elsewhere = say(db, roomOf(db, "other", clock.now()), "Another house", clock.now());
  await waitFor("the last word", () => ben.seqs().includes(last) && other.seqs().includes(elsewhere));
  expect(nora.seqs()).toEqual([general, own, last]);
  expect(ben.seqs()).toEqual([general, last]);
  expect(other.seqs()).toEqual([elsewhere]);
  expect(nora.events().at(1)).toEqual({
    id: general,
    data: {
      seq: general,
      type: "new_message",
      room_id: expect.any(String),
      event_id: "$Good morning",
      body: "Good morning",
    },
  });
});

test("who comes back is told what was missed, from the header before the address, and only then", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const seqs = Array.from({ length: 5 }, (_, index) => say(db, room, `Word ${index}`, clock.now()));
  const fresh = await open("nora");
  const [second = 0, third = 0] = seqs.slice(1);
  const late = await open("nora", { query: `?last_event_id=${second}` });
  const header = await open("nora", {
    query: `?last_event_id=${second}`,
    headers: { "Last-Event-ID": String(third) },
  });
  const next = say(db, room, "Live", clock.now());
  await waitFor("the live one", () => [fresh, late, header].every((stream) => stream.seqs().includes(next)));
  expect(fresh.seqs()).toEqual([next]);
  expect(late.seqs()).toEqual([...seqs.slice(2), next]);
  expect(header.seqs()).toEqual([...seqs.slice(3), next]);
  // Who hears nothing more comes back to where they began.
  expect([fresh, late, header].map((stream) => stream.events()[0]?.id)).toEqual([seqs.at(-1), second, third]);
});

test("an id that is too old, or of another installation, is answered with a reset, and the stream goes on live", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const seqs = Array.from({ length: 4 }, (_, index) => say(db, room, `Word ${index}`, clock.now()));
  const [first = 0, second = 0, , last = 0] = seqs;
  db.$client.exec(`DELETE FROM messenger_events WHERE seq <= ${second}`);
  const tooOld = await open("nora", { query: `?last_event_id=${first - 1}` });
  const justKept = await open("nora", { query: `?last_event_id=${second}` });
  const unknown = await open("nora", { query: `?last_event_id=${last + 1000}` });
  const nonsense = await open("nora", { query: "?last_event_id=%00-1e9" });
  const next = say(db, room, "Live", clock.now());
  const all = [tooOld, justKept, unknown, nonsense];
  await waitFor("the live one", () => all.every((stream) => stream.seqs().includes(next)));
  const reset = { id: last, data: { type: "reset", reason: "too_old" } };
  expect([tooOld.events()[1], unknown.events()[1]]).toEqual([reset, reset]);
  expect(all.map((stream) => stream.seqs())).toEqual([[next], [...seqs.slice(2), next], [next], [next]]);
  // All forgotten, and nothing missed: a quiet week is no reason to begin anew.
  db.delete(messengerEvents).run();
  const quiet = await open("nora", { query: `?last_event_id=${next}` });
  const later = say(db, room, "Later", clock.now());
  await waitFor("what came later", () => quiet.seqs().includes(later));
  expect(quiet.events().map(({ data }) => data.type)).toEqual(["connected", "new_message"]);
});

test("a member is told of a room from when they come until they go", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const nora = await open("nora");
  const ben = await open("ben");
  const [one, two] = ["nora", "ben"].map((name) => seePerson(db, "hub", name, clock.now()));
  if (!one || !two) throw new Error("Nobody came");
  const room = roomOf(db, "hub", clock.now(), [one]);
  const before = say(db, room, "Before", clock.now());
  await waitFor("the first", () => nora.seqs().includes(before));
  db.insert(messengerMemberships)
    .values({ roomId: room.id, userId: two.id, state: "joined", createdAt: 0 })
    .run();
  const during = say(db, room, "During", clock.now());
  await waitFor("the second", () => ben.seqs().includes(during) && nora.seqs().includes(during));
  db.$client.exec(`UPDATE messenger_memberships SET state = 'left' WHERE user_id = '${two.id}'`);
  const after = say(db, room, "After", clock.now());
  const everybody = say(db, roomOf(db, "hub", clock.now()), "All", clock.now());
  await waitFor("the last", () => ben.seqs().includes(everybody) && nora.seqs().includes(everybody));
  expect(nora.seqs()).toEqual([before, during, after, everybody]);
  expect(ben.seqs()).toEqual([during, everybody]);
  const again = await open("ben", { query: "?last_event_id=0" });
  await waitFor("the last again", () => again.seqs().includes(everybody));
  // Who left sees nothing of the room any more, not even what they heard before.
  expect(again.seqs()).toEqual([everybody]);
});

test("what is for one person alone is told to all their tabs and to nobody else", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const [tab, other, ben] = await Promise.all([open("nora"), open("nora"), open("ben")]);
  const nora = seePerson(db, "hub", "nora", clock.now());
  const room = roomOf(db, "hub", clock.now());
  db.insert(messengerEvents)
    .values([
      { tenantId: "hub", type: "read", userId: nora.id, roomId: room.id, data: { up_to: 7 }, at: 0 },
      // Of nobody: told to nobody.
      { tenantId: "hub", type: "read", data: {}, at: 0 },
    ])
    .run();
  const last = say(db, room, "All", clock.now());
  const all = [tab, other, ben];
  await waitFor("the last", () => all.every((stream) => stream.seqs().includes(last)));
  expect(all.map((stream) => stream.events().map(({ data }) => data.type))).toEqual([
    ["connected", "read", "new_message"],
    ["connected", "read", "new_message"],
    ["connected", "new_message"],
  ]);
});

test("this process is heard at once, others by a look", async () => {
  const { db, clock, open } = await openMessengerStreams({ lookEveryMs: 3_600_000 });
  const nora = await open("nora");
  const room = roomOf(db, "hub", clock.now());
  const seqs = [say(db, room, "One", clock.now()), say(db, room, "Two", clock.now())];
  wakeListeners();
  await waitFor("both", () => nora.seqs().length === 2);
  expect(nora.seqs()).toEqual(seqs);
});

test("keepalives carry no id; at the end every stream is told so and no new one begins", async () => {
  const { open, streams } = await openMessengerStreams({ keepaliveMs: 5 });
  const nora = await open("nora");
  expect(await nora.until("keepalive")).toEqual({ id: null, data: { type: "keepalive" } });
  streams.close();
  await waitFor("the end", () => nora.isOver());
  expect(nora.events().at(-1)).toEqual({ id: null, data: { type: "closed", reason: "shutdown" } });
  const refused = await open("nora");
  expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "5"]);
  expect([streams.open(), streams.listening()]).toEqual([0, 0]);
});

test("thirty streams a person and so many in all; a place that is given back is free", async () => {
  const { open, streams } = await openMessengerStreams({ mostStreams: 32 }, { PARLOUR_RATE_LIMITS: "on" });
  const own = await Promise.all(Array.from({ length: 30 }, () => open("nora")));
  expect(own.map(({ status }) => status)).toEqual(own.map(() => 200));
  const refused = await open("nora");
  expect([refused.status, refused.headers["retry-after"], refused.headers["content-type"]]).toEqual([
    429,
    "30",
    "application/problem+json",
  ]);
  expect((await open("nora", { tenant: "other" })).status).toBe(200);
  expect((await open("ben")).status).toBe(200);
  expect((await open("eva")).status).toBe(429);
  own[0]?.close();
  await waitFor("the place", () => streams.open() === 31);
  expect((await open("nora")).status).toBe(200);
});

test("two hundred who come, listen, fall behind and go leave nothing behind", async () => {
  const { db, clock, open, streams, answers } = await openMessengerStreams();
  const wake = processWide<{ listenerCount(name: string): number }>("messenger.wake", () => {
    throw new Error("Nobody listens");
  });
  const room = roomOf(db, "hub", clock.now());
  const clients = await Promise.all(Array.from({ length: 200 }, (_, index) => open(`person-${index}`)));
  expect([streams.open(), streams.listening(), wake.listenerCount("events")]).toEqual([200, 200, 1]);
  const seq = say(db, room, "All", clock.now());
  wakeListeners();
  await waitFor("all to hear it", () => clients.every((client) => client.seqs().includes(seq)));
  for (const client of clients.slice(0, 20)) client.pause();
  say(db, room, "w".repeat(19_000), clock.now());
  wakeListeners();
  for (const client of clients) client.close();
  await waitFor("all to be gone", () => streams.open() === 0);
  expect([streams.listening(), wake.listenerCount("events")]).toEqual([0, 0]);
  for (const answer of answers) if (!answer.destroyed) await once(answer, "close");
  // Whoever comes next is heard again.
  const next = await open("nora");
  const later = say(db, room, "Again", clock.now());
  wakeListeners();
  await waitFor("the next", () => next.seqs().includes(later));
  expect(next.seqs()).toEqual([later]);
});
