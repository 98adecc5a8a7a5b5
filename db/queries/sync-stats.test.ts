import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { cpuMs } from "#tests/support/cpu-ms.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { transaction } from "../client.ts";
import { calendarSyncLogs } from "../schema/calendars.ts";
import { insertCalendar } from "./calendars.ts";
import { countRuns, listRuns, readErrorPatterns, readLastRuns } from "./sync-stats.ts";
import { sweep } from "./system.ts";

const now = Date.parse("2026-12-01T06:00:00Z");

async function openLog() {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  const calendarIds = Array.from({ length: 10 }, (_, index) => `calendar-${index}`);
  for (const id of calendarIds)
    await insertCalendar(
      db,
      {
        id,
        artistId: "mara",
        calendarUrl: id,
        href: id,
        calendarId: id,
        purpose: "block",
        createdAt: 0,
      },
      auditLine(id),
    );
  const addRuns = (ages: number[], more: Partial<typeof calendarSyncLogs.$inferInsert> = {}) =>
    transaction(db, () => {
      const run = {
        calendarId: "calendar-0",
        direction: "pull",
        cause: "schedule",
        durationMs: 123,
      } as const;
      for (const age of ages)
        db.insert(calendarSyncLogs)
          .values({ ...run, artistId: "mara", startedAt: now - age, ok: true, ...more })
          .run();
    });
  return { db, calendarIds, addRuns };
}

test("runs are counted by calendar, result and length; ends belong to the next stretch", async () => {
  const { db, addRuns } = await openLog();
  addRuns([HOUR, 2 * HOUR - 1], { created: 2 });
  addRuns([HOUR + 1], { durationMs: 127 });
  addRuns([HOUR + 2], { ok: false, durationMs: 9000, errorKey: "dns" });
  addRuns([HOUR + 3], { direction: "push", cause: "outbox", durationMs: 77 });
  addRuns([2 * HOUR]);
  addRuns([HOUR + 4], { calendarId: "calendar-1" });
  const spans = [
    { fromMs: now - 2 * HOUR, toMs: now - HOUR },
    { fromMs: now - HOUR, toMs: now },
  ];
  const of = (await countRuns(db, spans)).sort((a, b) => a.span - b.span || b.runs - a.runs);
  const first = { span: 0, calendarId: "calendar-0" };
  expect(of).toEqual(
    expect.arrayContaining([
      { ...first, ok: true, durationMs: 120, runs: 3, events: 2 },
      { ...first, ok: false, durationMs: null, runs: 1, events: 0 },
      { ...first, ok: true, durationMs: null, runs: 1, events: 0 },
      { span: 0, calendarId: "calendar-1", ok: true, durationMs: 120, runs: 1, events: 0 },
      { span: 1, calendarId: "calendar-0", ok: true, durationMs: 120, runs: 1, events: 2 },
    ]),
  );
  expect(of).toHaveLength(5);
});

test("the last read of each calendar, pushes aside", async () => {
  const { db, calendarIds, addRuns } = await openLog();
  addRuns([HOUR]);
  addRuns([MINUTE], { ok: false, errorKey: "tls" });
  addRuns([1], { direction: "push", cause: "outbox" });
  expect(await readLastRuns(db, calendarIds)).toEqual(
    new Map([["calendar-0", { startedAt: now - MINUTE, ok: false }]]),
  );
});

test("failures older than a month go together with their patterns, the others stay", async () => {
  const { db, calendarIds, addRuns } = await openLog();
  addRuns([31 * DAY, 29 * DAY, DAY], { ok: false, errorKey: "timeout" });
  await sweep(db, now);
  expect(await readErrorPatterns(db, calendarIds, { fromMs: 0, toMs: now })).toMatchObject([
    { key: "timeout", count: 2, firstAt: now - 29 * DAY, lastAt: now - DAY },
  ]);
  expect(await listRuns(db, {}, { limit: 10, offset: 0 })).toHaveLength(2);
});

test("tens of thousands of lines stay quick", async () => {
  const { db, calendarIds, addRuns } = await openLog();
  for (const [index, calendarId] of calendarIds.entries()) {
    const ages = Array.from({ length: 5000 }, (_, run) => run * 8 * MINUTE);
    addRuns(ages, { calendarId, ok: index > 0, errorKey: index > 0 ? null : "dns" });
  }
  const days = Array.from({ length: 30 }, (_, day) => ({
    fromMs: now - (day + 1) * DAY,
    toMs: now - day * DAY,
  }));
  const took = await cpuMs(async () => {
    await countRuns(db, days);
    await readErrorPatterns(db, calendarIds, { fromMs: now - 30 * DAY, toMs: now });
    await listRuns(db, { result: "held" }, { limit: 51, offset: 0 });
    await listRuns(db, { calendarId: "calendar-3" }, { limit: 51, offset: 4000 });
    await readLastRuns(db, calendarIds);
  });
  // Far above what it takes; a query that lost its index takes longer.
  expect(took).toBeLessThan(15_000);
});
