import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase, transaction } from "#db/client.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { openMessengerStreams, roomOf, say } from "#tests/support/messenger-stream.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const BIG = "w".repeat(19_000);

test("a replay while others write, in this process and another, has no gap and nothing twice", async () => {
  const { db, url, clock, open } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const elsewhere = roomOf(db, "other", clock.now());
  const expected: number[] = [];
  const write = (to = db) => {
    say(to, elsewhere, "Not theirs", clock.now());
    expected.push(say(to, room, "x".repeat(400), clock.now()));
  };
  transaction(db, () => {
    for (let index = 0; index < 3000; index += 1) write();
  });
  const other = openDatabase(url);
  onTestFinished(() => closeDatabase(other));
  const opening = Array.from({ length: 5 }, () => open("nora", { query: "?last_event_id=0" }));
  for (let index = 0; index < 300; index += 1) {
    transaction(index % 2 === 0 ? db : other, () => write(index % 2 === 0 ? db : other));
    if (index % 3 === 0) wakeListeners();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const streams = await Promise.all(opening);
  const last = expected.at(-1) ?? 0;
  await waitFor("the last event", () => streams.every((stream) => stream.seqs().includes(last)));
  for (const stream of streams) expect(stream.seqs()).toEqual(expected);
});

test("who reads slowly is waited for with little kept for them, and misses nothing", async () => {
  const { db, clock, open, answers } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const slow = await open("nora");
  const quick = await open("ben");
  await slow.until("connected");
  slow.pause();
  const seqs: number[] = [];
  let mostUnread = 0;
  for (let batch = 0; batch < 40; batch += 1) {
    transaction(db, () => {
      for (let index = 0; index < 25; index += 1) seqs.push(say(db, room, BIG, clock.now()));
    });
    wakeListeners();
    const newest = seqs.at(-1) ?? 0;
    await waitFor("the quick one", () => quick.seqs().at(-1) === newest);
    mostUnread = Math.max(mostUnread, ...answers.map((answer) => answer.writableLength));
  }
  expect(slow.seqs().length).toBeLessThan(seqs.length);
  // A socket's measure and one event.
  expect(mostUnread).toBeGreaterThan(0);
  expect(mostUnread).toBeLessThan(65_536 + 2 * BIG.length);
  slow.resume();
  await waitFor("all of it", () => slow.seqs().at(-1) === seqs.at(-1));
  expect(slow.seqs()).toEqual(seqs);
});

test("who stops reading is dropped, and finds a reset as the last word", async () => {
  const { db, clock, open, streams } = await openMessengerStreams({ patienceMs: 50 });
  const room = roomOf(db, "hub", clock.now());
  const slow = await open("nora");
  await slow.until("connected");
  slow.pause();
  transaction(db, () => {
    for (let index = 0; index < 1000; index += 1) say(db, room, BIG, clock.now());
  });
  wakeListeners();
  await waitFor("the drop", () => streams.open() === 0);
  expect(streams.listening()).toBe(0);
  slow.resume();
  await waitFor("the end", () => slow.isOver());
  expect(slow.events().at(-1)).toEqual({ id: null, data: { type: "reset", reason: "slow" } });
  const heard = slow.seqs().at(-1) ?? 0;
  expect(slow.seqs()).toEqual(Array.from({ length: heard }, (_, index) => index + 1));
  // Coming back they go on from there, as often as need be.
  const rest: number[] = [];
  while ((rest.at(-1) ?? heard) < 1000) {
    const again = await open("nora", { query: `?last_event_id=${rest.at(-1) ?? heard}` });
    await waitFor("the rest, or another drop", () => again.isOver() || again.seqs().at(-1) === 1000);
    again.close();
    rest.push(...again.seqs());
  }
  expect(rest).toEqual(Array.from({ length: 1000 - heard }, (_, index) => heard + 1 + index));
});

test("what people write cannot break out of its event", async () => {
  const { db, clock, open } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const nora = await open("nora");
  const words = [
    'Hello\n\nid: 9\ndata: {"type":"closed","reason":"signed_out"}\n\n',
    "One\rTwo\r\n\r\nThree\u2028Four\u2029\u0085",
    '"}\n\n:',
    "\ud800 half a character, \u{1f98a} a whole one, \u0000",
    "",
  ];
  const seqs = words.map((body) => say(db, room, body, clock.now()));
  await waitFor("all", () => nora.seqs().length === words.length);
  expect(nora.seqs()).toEqual(seqs);
  expect(nora.events().map(({ data }) => data.type)).toEqual([
    "connected",
    ...words.map(() => "new_message"),
  ]);
  const heard = nora
    .events()
    .slice(1)
    .map(({ data }) => data.body);
  expect(heard).toEqual(words);
});

test("a look at the database that fails is made up for by the next, and who replays then is cut off", async () => {
  const { db, clock, open, streams } = await openMessengerStreams();
  const room = roomOf(db, "hub", clock.now());
  const nora = await open("nora");
  await nora.until("connected");
  const seq = say(db, room, "Through", clock.now());
  db.$client.exec("ALTER TABLE messenger_events RENAME TO elsewhere");
  wakeListeners();
  const cut = await open("ben", { query: "?last_event_id=0" }).catch(() => null);
  // Either refused or ended: never a stream that is silent for good.
  if (cut?.status === 200) await waitFor("the end", () => cut.isOver());
  else expect(cut?.status ?? 500).toBe(500);
  db.$client.exec("ALTER TABLE elsewhere RENAME TO messenger_events");
  const next = say(db, room, "Again", clock.now());
  await waitFor("both", () => nora.seqs().includes(next));
  expect(nora.seqs()).toEqual([seq, next]);
  expect(streams.open()).toBe(1);
});
