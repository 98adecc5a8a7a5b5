import { expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { openHouse, roomOf, say, seePerson } from "#tests/support/messenger-stream.ts";
import { pollEvents } from "./poll-events.ts";

async function openPoll() {
  const house = await openHouse();
  const { db, env, now } = house;
  const poll = async (
    query: { since?: number; limit?: number } = {},
    hubUserId = "nora",
    tenantId = "hub",
  ) => {
    const actor: Actor = {
      kind: "hub",
      tenantId,
      hubUserId,
      role: "viewer",
      name: hubUserId,
      endsAt: now() + 1000,
    };
    const ctx: Ctx = { db, env, now, actor };
    const { text, cursor } = await pollEvents(ctx, query);
    const events: { seq?: number; type: string }[] = JSON.parse(text);
    return { events, seqs: events.map(({ seq }) => seq), cursor };
  };
  return {
    ...house,
    poll,
    say: (body: string, room = roomOf(db, "hub", now())) => say(db, room, body, now()),
  };
}

test("what came since, oldest first, again and again: nothing is deleted by reading", async () => {
  const { poll, say } = await openPoll();
  expect(await poll()).toEqual({ events: [], seqs: [], cursor: 0 });
  const seqs = Array.from({ length: 7 }, (_, index) => say(`Word ${index}`));
  expect((await poll({ since: 0 })).seqs).toEqual(seqs);
  expect((await poll({ since: 0 })).seqs).toEqual(seqs);
  const first = await poll({ since: 0, limit: 3 });
  expect([first.seqs, first.cursor]).toEqual([seqs.slice(0, 3), seqs[2]]);
  const second = await poll({ since: first.cursor, limit: 3 });
  const third = await poll({ since: second.cursor, limit: 3 });
  expect([...second.seqs, ...third.seqs]).toEqual(seqs.slice(3));
  expect(third.cursor).toBe(seqs.at(-1));
  expect(await poll({ since: third.cursor })).toEqual({ events: [], seqs: [], cursor: seqs.at(-1) });
  // Without a place to begin: the newest.
  expect(await poll({ limit: 2 })).toMatchObject({ seqs: seqs.slice(-2), cursor: seqs.at(-1) });
  expect(first.events[0]).toMatchObject({ seq: 1, type: "new_message", body: "Word 0" });
});

test("others' rooms and tenants are silent, and the cursor passes them", async () => {
  const { db, now, poll, say } = await openPoll();
  const ben = seePerson(db, "hub", "ben", now());
  const own = say("For Ben", roomOf(db, "hub", now(), [ben]));
  const all = say("For all");
  const elsewhere = say("Elsewhere", roomOf(db, "other", now()));
  expect(await poll({ since: 0 })).toMatchObject({ seqs: [all], cursor: elsewhere });
  expect((await poll({ since: 0 }, "ben")).seqs).toEqual([own, all]);
  expect((await poll({ since: 0 }, "ben", "other")).seqs).toEqual([elsewhere]);
  expect((await poll({}, "nora")).seqs).toEqual([all]);
});

test("so many events for others that one poll does not pass them all are passed by the next", async () => {
  const { db, now, poll, say } = await openPoll();
  const ben = seePerson(db, "hub", "ben", now());
  const room = roomOf(db, "hub", now(), [ben]);
  transaction(db, () => {
    for (let index = 0; index < 10_200; index += 1) say("For Ben", room);
  });
  const last = say("For all");
  const first = await poll({ since: 0 });
  expect(first.seqs).toEqual([]);
  expect(first.cursor).toBe(10_000);
  expect(await poll({ since: first.cursor })).toMatchObject({ seqs: [last], cursor: last });
});

test("a place that is too old, or of another installation, begins with a reset", async () => {
  const { db, poll, say } = await openPoll();
  const seqs = Array.from({ length: 4 }, (_, index) => say(`Word ${index}`));
  db.$client.exec("DELETE FROM messenger_events WHERE seq <= 2");
  const reset = { type: "reset", reason: "too_old" };
  expect((await poll({ since: 1 })).events).toMatchObject([reset, { seq: 3 }, { seq: 4 }]);
  expect((await poll({ since: 2 })).seqs).toEqual(seqs.slice(2));
  expect(await poll({ since: 999_999 })).toMatchObject({ events: [reset], cursor: 4 });
});
