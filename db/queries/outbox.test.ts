import { describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { appointments } from "#db/schema/appointments.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { releaseLease, takeLease } from "./leases.ts";
import {
  claimDue,
  completeOutboxRow,
  countDue,
  enqueue,
  extendHold,
  findOutboxRow,
  makeOutboxDue,
  postponeOutboxRow,
} from "./outbox.ts";
import { countInWindow, suspendAccount, sweep, takeProbe } from "./system.ts";

const row = (nextAttemptAt: number) => ({
  id: "calendar:a",
  kind: "calendar" as const,
  appointmentId: "a",
  payload: {},
  nextAttemptAt,
  createdAt: nextAttemptAt,
});

async function withRow(): Promise<Db> {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  const span = { start: "2026-12-02T10:00:00Z", end: "2026-12-02T11:00:00Z" };
  db.insert(appointments).values(appointmentRow("a", span)).run();
  enqueue(db, row(100));
  return db;
}

const claim = (db: Db, nowMs: number) => claimDue(db, { nowMs, holdMs: 60, limit: 10 });

test("a row belongs to whoever took it until the hold time has passed", async () => {
  const db = await withRow();
  expect(await claim(db, 99)).toEqual([]);
  expect(await claim(db, 100)).toHaveLength(1);
  expect(await claim(db, 159)).toEqual([]);
  expect(await countDue(db, 159)).toBe(0);
  expect(await claim(db, 160)).toHaveLength(1);
});

test("a row asked for again meanwhile survives its completion and is due at once", async () => {
  const db = await withRow();
  const [taken] = await claim(db, 100);
  if (!taken) throw new Error("nothing taken");
  enqueue(db, row(120));
  await completeOutboxRow(db, taken);
  expect(await findOutboxRow(db, "calendar:a")).toMatchObject({
    revision: 2,
    attempts: 0,
    nextAttemptAt: 120,
  });
  const [again] = await claim(db, 120);
  if (!again) throw new Error("nothing taken");
  await completeOutboxRow(db, again);
  expect(await findOutboxRow(db, "calendar:a")).toBeUndefined();
});

test("a failure of the older revision does not put off the newer one", async () => {
  const db = await withRow();
  const [taken] = await claim(db, 100);
  if (!taken) throw new Error("nothing taken");
  enqueue(db, row(120));
  await postponeOutboxRow(db, taken, { nextAttemptAt: 9999, error: "no", errorKey: "no" });
  expect(await findOutboxRow(db, "calendar:a")).toMatchObject({ nextAttemptAt: 120, attempts: 0 });
});

test("a failure counts, says why, and what waits can be made due", async () => {
  const db = await withRow();
  await postponeOutboxRow(
    db,
    { id: "calendar:a", revision: 1 },
    { nextAttemptAt: 9999, error: "no answer", errorKey: "timeout" },
  );
  expect(await findOutboxRow(db, "calendar:a")).toMatchObject({
    nextAttemptAt: 9999,
    attempts: 1,
    lastError: "no answer",
    lastErrorKey: "timeout",
  });
  await makeOutboxDue(db, 200);
  expect(await claim(db, 200)).toHaveLength(1);
});

test("a lease has one owner until it ends or is given back", async () => {
  const { db } = await testDatabase();
  const take = (owner: string, nowMs: number) => takeLease(db, { name: "worker", owner, nowMs, forMs: 10 });
  expect([await take("a", 0), await take("b", 5), await take("a", 6), await take("b", 15)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(await take("b", 16)).toBe(true);
  await releaseLease(db, "worker", "a");
  expect(await take("a", 18)).toBe(false);
  await releaseLease(db, "worker", "b");
  expect(await take("a", 18)).toBe(true);
});

test("of those who want the probe of a suspended account one gets it", async () => {
  const { db } = await testDatabase();
  await suspendAccount(db, "x", { nowMs: 0, nextProbeAt: 10 });
  const take = (nowMs: number) => takeProbe(db, "x", { nowMs, nextProbeAt: nowMs + 10 });
  expect([await take(9), await take(10), await take(10), await take(20)]).toEqual([false, true, false, true]);
});

test("the sweep takes what has run out and nothing else", async () => {
  const { db } = await testDatabase();
  const day = 86_400_000;
  await countInWindow(db, "old", 0);
  await countInWindow(db, "new", 2 * day);
  await sweep(db, 2 * day + 1);
  expect([await countInWindow(db, "old", 0), await countInWindow(db, "new", 2 * day)]).toEqual([1, 2]);
});

describe("the mails of an appointment to one reader", () => {
  const mail = (version: number, to: string, appointmentId = "a") => ({
    ...row(100),
    id: `mail:${appointmentId}:${version}:x:${to}`,
    kind: "mail" as const,
    appointmentId,
    payload: { to },
  });
  const claimIds = async (db: Db, nowMs: number) => (await claim(db, nowMs)).map(({ id }) => id).sort();

  async function withMails(): Promise<Db> {
    const db = await withRow();
    const span = { start: "2026-12-03T10:00:00Z", end: "2026-12-03T11:00:00Z" };
    db.insert(appointments).values(appointmentRow("b", span)).run();
    // Written in this order, all of them due, whatever their times say.
    enqueue(db, { ...mail(1, "customer"), nextAttemptAt: 150, createdAt: 150 });
    enqueue(db, mail(2, "customer"));
    enqueue(db, mail(2, "artist"));
    enqueue(db, mail(1, "customer", "b"));
    return db;
  }

  test("never overtake each other: a later one is not taken while an earlier one waits or is held", async () => {
    const db = await withMails();
    const others = ["calendar:a", "mail:a:2:x:artist", "mail:b:1:x:customer"];
    expect(await claimIds(db, 140)).toEqual(others);
    const [first] = await claimDue(db, { nowMs: 150, holdMs: 1000, limit: 10 });
    expect(first?.id).toBe("mail:a:1:x:customer");
    expect(await claimIds(db, 160)).toEqual([]);
    if (!first) throw new Error("nothing taken");
    await completeOutboxRow(db, first);
    expect(await claimIds(db, 160)).toEqual(["mail:a:2:x:customer"]);
  });

  test("do not wait for one that was given up", async () => {
    const db = await withMails();
    const failure = { nextAttemptAt: 0, error: "no", errorKey: "rejected", deadAt: 120 };
    await postponeOutboxRow(db, { id: "mail:a:1:x:customer", revision: 1 }, failure);
    expect(await claimIds(db, 200)).toContain("mail:a:2:x:customer");
  });
});

describe("a dead letter", () => {
  const deadRow = async () => {
    const db = await withRow();
    const failure = { nextAttemptAt: 0, error: "no", errorKey: "rejected", refusals: 5, deadAt: 120 };
    await postponeOutboxRow(db, { id: "calendar:a", revision: 1 }, failure);
    return db;
  };

  test("is not taken, not counted and not made due with the others", async () => {
    const db = await deadRow();
    await makeOutboxDue(db, 200);
    expect(await claim(db, 1000)).toEqual([]);
    expect(await countDue(db, 1000)).toBe(0);
    expect(await findOutboxRow(db, "calendar:a")).toMatchObject({ deadAt: 120, payload: { refusals: "5" } });
  });

  test("lives again when the same is asked for anew, with its refusals forgotten", async () => {
    const db = await deadRow();
    enqueue(db, row(300));
    const [taken] = await claim(db, 300);
    expect(taken).toMatchObject({ deadAt: null, attempts: 0, revision: 2, payload: {} });
  });
});

test("a kind can be taken by itself, without those that were tried already", async () => {
  const db = await withRow();
  enqueue(db, { ...row(100), id: "mail:a:1:x:customer", kind: "mail", payload: { to: "customer" } });
  const take = (more: Partial<Parameters<typeof claimDue>[1]>) =>
    claimDue(db, { nowMs: 100, holdMs: 0, limit: 10, ...more });
  expect((await take({ kind: "mail" })).map(({ id }) => id)).toEqual(["mail:a:1:x:customer"]);
  expect((await take({ exceptIds: ["mail:a:1:x:customer"] })).map(({ id }) => id)).toEqual(["calendar:a"]);
  expect(await take({ kind: "notice" })).toEqual([]);
});

test("a hold is extended for its own revision only", async () => {
  const db = await withRow();
  const [taken] = await claim(db, 100);
  if (!taken) throw new Error("nothing taken");
  await extendHold(db, taken, 500);
  expect(await claim(db, 499)).toEqual([]);
  enqueue(db, row(200));
  await extendHold(db, taken, 900);
  expect(await claim(db, 200)).toHaveLength(1);
});
