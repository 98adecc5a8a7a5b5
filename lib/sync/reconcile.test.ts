import { describe, expect, test } from "vitest";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { releaseLease, takeLease } from "#db/queries/leases.ts";
import { artistCalendars, calendarObjects } from "#db/schema/calendars.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { isNightDue } from "./must-reconcile.ts";
import { syncAll } from "./sync-all.ts";

const hour = { startMs: TEN, endMs: TEN + HOUR };

async function reasonAt(studio: CloudStudio, startMs: number) {
  const answer = await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR });
  return answer.reason;
}

const methods = (studio: CloudStudio) => studio.proxy.requests.map(({ method }) => method);

/** The mirror lacks an event of the calendar and its token says that it does not: no delta will ever name it. */
async function missDentist(studio: CloudStudio) {
  await writeCloudEvent(studio, "dentist", hour);
  await studio.pull();
  studio.db.delete(calendarObjects).run();
  await studio.pull();
  expect(await reasonAt(studio, TEN)).toBeNull();
  studio.proxy.requests.length = 0;
}

describe("what a delta would miss", () => {
  test("is found after more than six hours without contact, and not before", async () => {
    const studio = await openCloudStudio();
    await missDentist(studio);
    studio.clock.advance(5 * HOUR);
    await studio.pull();
    expect(methods(studio)).toEqual(["REPORT"]);
    studio.clock.advance(6 * HOUR + MINUTE);
    studio.proxy.requests.length = 0;
    expect(await studio.pull()).toMatchObject({ ok: true, created: 1 });
    // What changed, every ETag, and what is missing.
    expect(methods(studio)).toEqual(["REPORT", "PROPFIND", "REPORT"]);
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });

  test("is found at night, once", async () => {
    const studio = await openCloudStudio({ now: "2026-12-01T22:00:00Z" });
    await missDentist(studio);
    for (let quarter = 0; quarter < 20; quarter++) {
      studio.clock.advance(15 * MINUTE);
      await syncAll(studio.ctx("worker"));
    }
    const logs = await listSyncLogs(studio.db, [(await studio.calendar()).id], 100);
    const nightly = logs.filter(({ cause }) => cause === "reconcile");
    expect(nightly).toMatchObject([{ startedAt: Date.parse("2026-12-02T02:00:00Z"), created: 1 }]);
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });

  test("is due at three in the morning of the artist's zone", () => {
    const due = (reconciled: string, now: string) =>
      isNightDue({ reconciledAt: Date.parse(reconciled) }, Date.parse(now), "Europe/Vienna");
    expect(due("2026-12-01T12:00:00Z", "2026-12-02T01:59:00Z")).toBe(false);
    expect(due("2026-12-01T12:00:00Z", "2026-12-02T02:00:00Z")).toBe(true);
    expect(due("2026-12-02T02:00:00Z", "2026-12-02T23:00:00Z")).toBe(false);
    expect(isNightDue({ reconciledAt: null }, Date.now(), "UTC")).toBe(true);
  });
});

describe("a server without sync-collection", () => {
  const refuseSync = (studio: CloudStudio) =>
    studio.cloud.cloud.faults.add({ method: "REPORT", status: 405, times: 1 });

  test("is read by comparing ETags, and costs one request while its ctag stands", async () => {
    const studio = await openCloudStudio();
    refuseSync(studio);
    const href = await writeCloudEvent(studio, "dentist", hour);
    expect(await studio.pull()).toMatchObject({ ok: true, created: 1 });
    expect(await studio.calendar()).toMatchObject({ supportsSync: false });
    expect(await reasonAt(studio, TEN)).toBe("busy");
    studio.proxy.requests.length = 0;
    await studio.pull();
    expect(methods(studio)).toEqual(["PROPFIND"]);
    studio.proxy.requests.length = 0;
    await syncAll(studio.ctx("worker"));
    expect(methods(studio)).toEqual(["PROPFIND"]);
    await deleteCloudEvent(studio, href);
    expect(await studio.pull()).toMatchObject({ ok: true, deleted: 1 });
    expect(await reasonAt(studio, TEN)).toBeNull();
    await writeCloudEvent(studio, "meeting", hour);
    await syncAll(studio.ctx("worker"));
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });

  test("reads everything at first, too", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", hour);
    studio.db.update(artistCalendars).set({ syncToken: null, syncedAt: null }).run();
    refuseSync(studio);
    expect(await studio.pull()).toMatchObject({ ok: true, created: 1 });
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });
});

describe("the lease of a calendar", () => {
  test("held by another process: the run waits for its turn", async () => {
    const studio = await openCloudStudio();
    const name = `calendar:${(await studio.calendar()).id}`;
    const lease = { name, owner: "another", nowMs: studio.clock.now(), forMs: 10 * SECOND };
    expect(await takeLease(studio.db, lease)).toBe(true);
    let done = false;
    const run = studio.pull().finally(() => {
      done = true;
    });
    await new Promise(setImmediate);
    expect([done, studio.proxy.requests.length]).toEqual([false, 0]);
    await releaseLease(studio.db, name, "another");
    expect(await run).toMatchObject({ ok: true });
  });

  test("of a process that died is taken over", async () => {
    const studio = await openCloudStudio();
    const name = `calendar:${(await studio.calendar()).id}`;
    await takeLease(studio.db, { name, owner: "dead", nowMs: studio.clock.now(), forMs: 10 * SECOND });
    const run = studio.pull();
    studio.clock.advance(11 * SECOND);
    expect(await run).toMatchObject({ ok: true });
  });

  test("held on and on: whoever gives up is told, and nothing was sent", async () => {
    const studio = await openCloudStudio();
    const name = `calendar:${(await studio.calendar()).id}`;
    await takeLease(studio.db, { name, owner: "another", nowMs: studio.clock.now(), forMs: 10 * SECOND });
    const result = await studio.pull({ signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false });
    expect(studio.proxy.requests).toEqual([]);
    await waitFor("the log", async () => (await studio.calendar()).failingSince !== null);
  });
});
