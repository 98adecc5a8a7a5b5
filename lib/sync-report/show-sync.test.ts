import { describe, expect, test } from "vitest";
import { insertCalendar, insertSyncLog, type NewSyncLog } from "#db/queries/calendars.ts";
import { takeLease } from "#db/queries/leases.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openCloudStudio, openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { RUNS_A_PAGE } from "./input.ts";
import { listSyncRuns } from "./list-sync-runs.ts";
import { showSync } from "./show-sync.ts";

async function addCalendar(studio: TestStudio, id: string, artistId: string): Promise<void> {
  await insertCalendar(
    studio.db,
    { id, artistId, calendarUrl: `http://x/${id}/`, href: `/${id}/`, calendarId: id, createdAt: 0 },
    auditLine(id),
  );
}

/** A run so long before now. */
async function addRun(studio: TestStudio, ago: number, more: Partial<NewSyncLog> = {}): Promise<void> {
  await insertSyncLog(studio.db, {
    calendarId: "of-mara",
    artistId: "mara",
    direction: "pull",
    cause: "schedule",
    startedAt: studio.clock.now() - ago,
    durationMs: 100,
    ok: true,
    ...more,
  });
}

async function studioWithCalendars(): Promise<TestStudio> {
  const studio = await openStudio();
  await addCalendar(studio, "of-mara", "mara");
  await addCalendar(studio, "of-theo", "theo");
  return studio;
}

describe("how sync goes", () => {
  test("counts runs over a day and a month, and puts each where it belongs in the charts", async () => {
    const studio = await studioWithCalendars();
    const failed = { ok: false, errorKey: "timeout", errorDetail: "10 s", durationMs: 10_000 };
    await addRun(studio, MINUTE, { created: 2, updated: 1 });
    await addRun(studio, 2 * HOUR, { durationMs: 300 });
    await addRun(studio, 2 * HOUR, failed);
    await addRun(studio, 3 * DAY, { deleted: 4 });
    await addRun(studio, 3 * DAY, { direction: "push", cause: "outbox", durationMs: 9000 });
    await addRun(studio, 31 * DAY);
    await addRun(studio, MINUTE, { ...failed, calendarId: "of-theo", artistId: "theo", errorDetail: "12 s" });
    const report = await showSync(studio.ctx("admin"));

    const [mara, theo] = report.calendars;
    expect(mara).toMatchObject({ id: "of-mara", artistName: "Mara", name: "of-mara", running: false });
    expect(mara?.day).toEqual({ runs: 3, ok: 2, events: 3, medianMs: 100, p95Ms: 300 });
    expect(mara?.month).toEqual({ runs: 5, ok: 4, events: 7, medianMs: 100, p95Ms: 300 });
    // The clock stands at a full hour: a minute before is the hour before.
    expect(mara?.hours.ok.slice(-3)).toEqual([1, 1, 0]);
    expect(mara?.hours.failed.slice(-3)).toEqual([1, 0, 0]);
    expect(mara?.days.ok.at(-4)).toBe(2);
    expect(theo?.day).toMatchObject({ runs: 1, ok: 0, medianMs: null });
    expect(mara?.lastRun).toMatchObject({ ok: true });
    expect(report.all.day).toMatchObject({ runs: 4, ok: 2 });
    expect(report.hourStarts).toHaveLength(24);
    expect(report.dayStarts).toHaveLength(30);
    expect(report.errors).toEqual([
      {
        key: "timeout",
        count: 2,
        firstAt: studio.clock.now() - 2 * HOUR,
        lastAt: studio.clock.now() - MINUTE,
        calendarIds: expect.arrayContaining(["of-mara", "of-theo"]),
        detail: "12 s",
      },
    ]);
  });

  test("a past day is counted once, the present one anew", async () => {
    const studio = await studioWithCalendars();
    const monthRuns = async () => (await showSync(studio.ctx("admin"))).all.month.runs;
    await addRun(studio, 3 * DAY);
    await addRun(studio, MINUTE);
    expect(await monthRuns()).toBe(2);
    await addRun(studio, MINUTE);
    expect(await monthRuns()).toBe(3);
    // Written into the past, which nothing does: it is not looked at again.
    await addRun(studio, 3 * DAY);
    expect(await monthRuns()).toBe(3);
  });

  test("an artist sees their own, in figures too", async () => {
    const studio = await studioWithCalendars();
    await addRun(studio, MINUTE);
    await addRun(studio, MINUTE, { calendarId: "of-theo", artistId: "theo", ok: false, errorKey: "dns" });
    const report = await showSync(studio.ctx("mara"));
    expect(report.calendars.map(({ id }) => id)).toEqual(["of-mara"]);
    expect(report.all.day).toMatchObject({ runs: 1, ok: 1 });
    expect(report.errors).toEqual([]);
    const { runs } = await listSyncRuns(studio.ctx("mara"), { calendarId: "of-theo" });
    expect(runs).toEqual([]);
  });

  test.each(["customer", "staff", "service"] as const)("%s may not", async (actor) => {
    const studio = await openStudio();
    await expect(showSync(studio.ctx(actor))).rejects.toMatchObject({ name: "AppError" });
    await expect(listSyncRuns(studio.ctx(actor), {})).rejects.toMatchObject({ name: "AppError" });
  });

  test("tells which calendar a run is at work on, and what is held", async () => {
    const studio = await openCloudStudio();
    for (let day = 0; day < 25; day++)
      await writeCloudEvent(studio, `event-${day}`, {
        startMs: TEN + day * DAY,
        endMs: TEN + day * DAY + HOUR,
      });
    await studio.pull();
    const { id } = await studio.calendar();
    await takeLease(studio.db, {
      name: `calendar:${id}`,
      owner: "o",
      nowMs: studio.clock.now(),
      forMs: MINUTE,
    });
    const first = await showSync(studio.ctx("mara"));
    expect(first.calendars[0]).toMatchObject({ running: true, held: 0, objects: 25, shared: true });
    studio.clock.advance(2 * MINUTE);
    for (const { href } of await studio.events()) await deleteCloudEvent(studio, href);
    const since = studio.clock.now();
    await studio.pull();
    const second = await showSync(studio.ctx("mara"));
    expect(second.calendars[0]).toMatchObject({
      running: false,
      held: 25,
      heldSince: since,
      objects: 25,
      syncedAt: since,
    });
    expect((await listSyncRuns(studio.ctx("mara"), { result: "held" })).runs).toMatchObject([
      { held: 25, ok: true, artistName: "Mara" },
    ]);
  });
});

describe("the sync log", () => {
  test("is filtered by every column", async () => {
    const studio = await studioWithCalendars();
    await addRun(studio, 3 * HOUR, { cause: "manual", created: 1 });
    await addRun(studio, 2 * HOUR, { ok: false, errorKey: "tls" });
    await addRun(studio, HOUR, { direction: "push", cause: "outbox", held: 0 });
    await addRun(studio, MINUTE, { calendarId: "of-theo", artistId: "theo", held: 21 });
    const ids = async (filter: Parameters<typeof listSyncRuns>[1]) =>
      (await listSyncRuns(studio.ctx("admin"), filter)).runs.map(({ id }) => id);
    expect(await ids({})).toEqual([4, 3, 2, 1]);
    expect(await ids({ calendarId: "of-theo" })).toEqual([4]);
    expect(await ids({ result: "ok" })).toEqual([4, 3, 1]);
    expect(await ids({ result: "failed" })).toEqual([2]);
    expect(await ids({ result: "held" })).toEqual([4]);
    expect(await ids({ result: "changed" })).toEqual([1]);
    expect(await ids({ direction: "push" })).toEqual([3]);
    expect(await ids({ cause: "manual" })).toEqual([1]);
    expect(await ids({ errorKey: "tls" })).toEqual([2]);
    const now = studio.clock.now();
    expect(await ids({ fromMs: now - 2 * HOUR, toMs: now - HOUR })).toEqual([2]);
    expect(await ids({ result: "failed", calendarId: "of-theo" })).toEqual([]);
  });

  test("has pages, of which each run is on one", async () => {
    const studio = await studioWithCalendars();
    for (let run = 0; run < RUNS_A_PAGE + 3; run++) await addRun(studio, run * MINUTE);
    const first = await listSyncRuns(studio.ctx("admin"), {});
    const second = await listSyncRuns(studio.ctx("admin"), { page: 2 });
    expect(first).toMatchObject({ page: 1, more: true });
    expect(second).toMatchObject({ page: 2, more: false });
    const ids = [...first.runs, ...second.runs].map(({ id }) => id);
    expect(new Set(ids).size).toBe(RUNS_A_PAGE + 3);
    expect(first.runs).toHaveLength(RUNS_A_PAGE);
  });
});
