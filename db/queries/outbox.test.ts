import { expect, test } from "vitest";
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
  await postponeOutboxRow(db, taken, { nextAttemptAt: 9999, error: "no" });
  expect(await findOutboxRow(db, "calendar:a")).toMatchObject({ nextAttemptAt: 120, attempts: 0 });
});

test("a failure counts, says why, and what waits can be made due", async () => {
  const db = await withRow();
  await postponeOutboxRow(db, { id: "calendar:a", revision: 1 }, { nextAttemptAt: 9999, error: "no answer" });
  expect(await findOutboxRow(db, "calendar:a")).toMatchObject({
    nextAttemptAt: 9999,
    attempts: 1,
    lastError: "no answer",
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
