import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { closeDatabase, openDatabase } from "#db/client.ts";
import type { Contact } from "#db/queries/fold-contact.ts";
import { findIntegrationState, listIntegrationSlots } from "#db/queries/integrations.ts";
import { DAY, HOUR, SECOND } from "#lib/core/clock.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { listIntegrations } from "./list-integrations.ts";
import { recordContact, storeRecordedCalls } from "./record-calls.ts";

afterEach(() => vi.useRealTimers());

function contact(at: number, more: Partial<Contact> = {}): Contact {
  const call = { at, durationMs: 5, outcome: "ok" } as const;
  return { connector: "todoist", config: "today", at, went: "well", rateLimit: null, call, ...more };
}
const slots = ({ db }: TestStudio, connector = "todoist") => listIntegrationSlots(db, connector, 0);
const stored = async (studio: TestStudio, connector?: string) =>
  (await slots(studio, connector)).reduce((sum, { calls }) => sum + calls, 0);

test("what was noted is stored two seconds later, together, and the process need not wait for it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  recordContact(ctx, contact(ctx.now()));
  vi.advanceTimersByTime(SECOND);
  recordContact(ctx, contact(ctx.now() + 1));
  expect(await stored(studio)).toBe(0);
  vi.advanceTimersByTime(SECOND);
  expect(await stored(studio)).toBe(2);
  expect(vi.getTimerCount()).toBe(0);
  // What came after that waits for two seconds of its own.
  recordContact(ctx, contact(ctx.now() + 2));
  vi.advanceTimersByTime(2 * SECOND);
  expect(await stored(studio)).toBe(3);
});

test("of more than five thousand that wait the oldest is forgotten", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  recordContact(ctx, contact(ctx.now(), { connector: "zulip" }));
  for (let index = 0; index < 5000; index++) recordContact(ctx, contact(ctx.now()));
  storeRecordedCalls(ctx);
  expect(await stored(studio, "zulip")).toBe(0);
  expect(await stored(studio)).toBe(5000);
});

test("ten thousand calls of a day are all counted, and of each half hour a fair choice is kept", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  const start = ctx.now() - DAY;
  for (let index = 0; index < 10_000; index++) {
    const at = start + Math.round((index * DAY) / 10_000);
    const call = { at, durationMs: index % 100, outcome: index % 10 === 0 ? "network" : "ok" } as const;
    recordContact(ctx, contact(at, { call }));
    if (index % 4000 === 0) storeRecordedCalls(ctx);
  }
  storeRecordedCalls(ctx);
  const all = await slots(studio);
  expect(all.length).toBeLessThanOrEqual(49);
  expect(await stored(studio)).toBe(10_000);
  expect(all.reduce((sum, { failures }) => sum + failures, 0)).toBe(1000);
  for (let index = 0; index < 3000; index++)
    recordContact(
      ctx,
      contact(ctx.now(), { connector: "zulip", call: { at: start, durationMs: 7, outcome: "ok" } }),
    );
  storeRecordedCalls(ctx);
  const [busy] = await slots(studio, "zulip");
  expect(busy).toMatchObject({ calls: 3000, maxMs: 7 });
  expect(busy?.durations).toHaveLength(200);
});

test("a database that another writes to keeps nobody waiting, and nothing is lost", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  const other = openDatabase(studio.url);
  onTestFinished(() => closeDatabase(other));
  studio.db.$client.pragma("busy_timeout = 60000");
  other.$client.exec("BEGIN IMMEDIATE");
  recordContact(ctx, contact(ctx.now()));
  const startedAt = performance.now();
  await listIntegrations(ctx);
  // Whoever waits for the lock as everybody else does waits a minute.
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  expect(await stored(studio)).toBe(0);
  other.$client.exec("ROLLBACK");
  expect(studio.db.$client.pragma("busy_timeout", { simple: true })).toBe(60_000);
  await listIntegrations(ctx);
  expect(await stored(studio)).toBe(1);
});

test("calls are forgotten a day later", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  recordContact(ctx, contact(ctx.now()));
  recordContact(ctx, contact(ctx.now(), { connector: "zulip" }));
  storeRecordedCalls(ctx);
  studio.clock.advance(DAY + HOUR);
  recordContact(ctx, contact(ctx.now()));
  storeRecordedCalls(ctx);
  expect(await stored(studio)).toBe(1);
  expect(await stored(studio, "zulip")).toBe(0);
});

test("what another configuration was like is history", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  recordContact(ctx, contact(ctx.now(), { config: "yesterday" }));
  recordContact(ctx, contact(ctx.now() + 1));
  storeRecordedCalls(ctx);
  expect(await findIntegrationState(studio.db, "todoist", "yesterday")).toBeUndefined();
  expect(await findIntegrationState(studio.db, "todoist", "today")).toMatchObject({
    succeededAt: ctx.now() + 1,
  });
  expect(await findIntegrationState(studio.db, "zulip", "today")).toBeUndefined();
});

test("what could not be stored waits for the next time, and nobody hears of it", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  studio.db.$client.exec("ALTER TABLE integration_slots RENAME TO elsewhere");
  recordContact(ctx, contact(ctx.now()));
  storeRecordedCalls(ctx);
  studio.db.$client.exec("ALTER TABLE elsewhere RENAME TO integration_slots");
  expect(await findIntegrationState(studio.db, "todoist", "today")).toBeUndefined();
  recordContact(ctx, contact(ctx.now() + 1));
  storeRecordedCalls(ctx);
  expect(await stored(studio)).toBe(2);
  storeRecordedCalls(ctx);
  expect(await stored(studio)).toBe(2);
});

test("a process that ends closes its database, and what is noted afterwards disturbs nobody", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  closeDatabase(studio.db);
  recordContact(ctx, contact(ctx.now()));
  expect(() => storeRecordedCalls(ctx)).not.toThrow();
});
