import { describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { appointments } from "#db/schema/appointments.ts";
import { timeOff } from "#db/schema/time-off.ts";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { appointmentRow, auditLine } from "#tests/support/test-rows.ts";
import type { NewAppointment } from "./appointments.ts";
import { blockingTimes } from "./busy.ts";
import { findCalendar, insertCalendar } from "./calendars.ts";
import { enqueue } from "./outbox.ts";
import { forgetPrivateTimesExcept, storePrivateTimes } from "./private-intervals.ts";
import { applyPull } from "./store-pull.ts";

const at = (time: string) => Date.parse(`2026-12-02T${time}:00Z`);
const day = { artistId: "mara", fromMs: at("00:00"), toMs: at("23:59") };

const twice = [
  { startMs: at("10:00"), endMs: at("11:00") },
  { startMs: at("15:00"), endMs: at("16:00") },
];

/** A day on which the calendar holds `uid` from 10 to 11 and again from 15 to 16, or at the times given. */
async function withEvent(uid: string, intervals = twice): Promise<Db> {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  const calendar = { artistId: "mara", calendarUrl: "u", href: "/c/", calendarId: "c", createdAt: 0 };
  await insertCalendar(db, { id: "calendar", ...calendar }, auditLine("calendar"));
  await applyPull(db, {
    calendarId: "calendar",
    expectedHref: "/c/",
    expectedToken: null,
    token: "1",
    objects: [{ href: "/c/1.ics", etag: "1", uid, ics: "", recurring: true, unreadable: null, intervals }],
    deletedHrefs: [],
    heldHrefs: [],
    returnedHrefs: [],
    supportsSync: true,
    appointmentChanges: [],
    seenEvents: [],
    syncedAt: 0,
    log: { direction: "pull", cause: "first", startedAt: 0, durationMs: 0, ok: true },
  });
  return db;
}

function add(db: Db, more: Partial<NewAppointment> = {}): void {
  const span = { start: "2026-12-02T10:00:00Z", end: "2026-12-02T11:00:00Z", before: 15, after: 30 };
  db.insert(appointments)
    .values(appointmentRow("own", span, { caldavUid: "own-uid", calendarId: "calendar", ...more }))
    .run();
}

const waiting = (db: Db) =>
  enqueue(db, {
    id: "calendar:own",
    kind: "calendar",
    appointmentId: "own",
    payload: {},
    nextAttemptAt: 0,
    createdAt: 0,
  });

const times = (db: Db, more = {}) =>
  blockingTimes(db, { ...day, ...more }).map(({ startMs, endMs }) =>
    [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(11, 16)).join("-"),
  );

describe("an appointment's own event", () => {
  test("that says the same does not block beside it; another occurrence of it does", async () => {
    const db = await withEvent("own-uid");
    add(db);
    expect(times(db)).toEqual(["09:45-11:30", "15:00-16:00"]);
    expect(times(db, { exceptAppointmentId: "own" })).toEqual(["15:00-16:00"]);
  });

  test("at another time than the appointment blocks, until our change to it is on its way", async () => {
    const db = await withEvent("own-uid");
    add(db, { startMs: at("10:15") });
    expect(times(db)).toEqual(["09:45-11:30", "10:00-11:00", "15:00-16:00"]);
    waiting(db);
    expect(times(db)).toEqual(["09:45-11:30"]);
  });

  test.each(["CANCELLED", "DECLINED"] as const)("still blocks once the appointment is %s", async (status) => {
    const db = await withEvent("own-uid");
    add(db, { status });
    expect(times(db)).toEqual(["10:00-11:00", "15:00-16:00"]);
    waiting(db);
    expect(times(db)).toEqual([]);
  });

  test("with the same UID in the calendar of another artist blocks", async () => {
    const db = await withEvent("own-uid");
    add(db, { artistId: "theo" });
    expect(times(db)).toEqual(["10:00-11:00", "15:00-16:00"]);
  });
});

test("somebody else's event blocks, half-open at both ends", async () => {
  const db = await withEvent("foreign");
  expect(times(db)).toEqual(["10:00-11:00", "15:00-16:00"]);
  expect(times(db, { fromMs: at("11:00"), toMs: at("15:00") })).toEqual([]);
  expect(times(db, { fromMs: at("10:59"), toMs: at("15:01") })).toEqual(["10:00-11:00", "15:00-16:00"]);
  expect(times(db, { artistId: "theo" })).toEqual([]);
});

test("appointments block with their buffers, whoever looks at the time between", async () => {
  const db = await withEvent("foreign");
  add(db);
  expect(times(db, { fromMs: at("11:29"), toMs: at("11:31") })).toEqual(["09:45-11:30"]);
  expect(times(db, { fromMs: at("11:30"), toMs: at("12:00") })).toEqual([]);
});

test("time off blocks its artist, half-open at both ends, whoever else is looked at", async () => {
  const db = await withEvent("foreign");
  const row = { id: "off", artistId: "mara", startMs: at("12:00"), endMs: at("13:00"), createdAt: 0 };
  db.insert(timeOff).values(row).run();
  expect(times(db)).toEqual(["10:00-11:00", "12:00-13:00", "15:00-16:00"]);
  expect(times(db, { fromMs: at("11:00"), toMs: at("12:00") })).toEqual([]);
  expect(times(db, { fromMs: at("13:00"), toMs: at("15:00") })).toEqual([]);
  expect(times(db, { fromMs: at("12:59"), toMs: at("13:01") })).toEqual(["12:00-13:00"]);
  expect(times(db, { artistId: "theo" })).toEqual([]);
});

describe("private events", () => {
  /** The calendar is Mara's, shared with us, and known to be busy at these times. */
  async function withPrivate(...times: { startMs: number; endMs: number }[]): Promise<Db> {
    const db = await withEvent("foreign", []);
    db.run("UPDATE artist_calendars SET shared = 1, owner = 'mara'");
    const calendar = { id: "calendar", artistId: "mara", owner: "mara" };
    const stored = await storePrivateTimes(db, calendar, { ...day, readAt: 7, settle: () => times });
    expect(stored).toBe(true);
    return db;
  }

  test("block, half-open at both ends, their artist only", async () => {
    const db = await withPrivate({ startMs: at("10:00"), endMs: at("11:00") });
    expect(times(db)).toEqual(["10:00-11:00"]);
    expect(times(db, { fromMs: at("11:00") })).toEqual([]);
    expect(times(db, { toMs: at("10:00") })).toEqual([]);
    expect(times(db, { fromMs: at("10:59"), toMs: at("11:01") })).toEqual(["10:00-11:00"]);
    expect(times(db, { artistId: "theo" })).toEqual([]);
  });

  test("that last for weeks block at any moment of them", async () => {
    const [startMs, endMs] = [Date.parse("2026-11-20T10:00:00Z"), Date.parse("2026-12-14T10:30:00Z")];
    const db = await withPrivate({ startMs, endMs });
    for (const [fromMs, toMs, count] of [
      [startMs - 1, startMs, 0],
      [startMs, startMs + 1, 1],
      [at("09:00"), at("09:01"), 1],
      [at("09:59"), at("10:01"), 2],
      [endMs - 1, endMs + 1, 1],
      [endMs, endMs + 1, 0],
    ] as const)
      expect(blockingTimes(db, { artistId: "mara", fromMs, toMs })).toHaveLength(count);
  });

  test("go with their calendar, with its owner, and once it is not asked for any more", async () => {
    const span = { startMs: at("10:00"), endMs: at("11:00") };
    const db = await withPrivate(span);
    const run = { ...day, readAt: 8, settle: () => [] };
    expect(await storePrivateTimes(db, { id: "calendar", artistId: "mara", owner: "theo" }, run)).toBe(false);
    expect(await storePrivateTimes(db, { id: "gone", artistId: "mara", owner: "mara" }, run)).toBe(false);
    await forgetPrivateTimesExcept(db, ["calendar"]);
    expect(times(db)).toEqual(["10:00-11:00"]);
    expect((await findCalendar(db, "calendar"))?.freeBusyReadAt).toBe(7);
    await forgetPrivateTimesExcept(db, ["other"]);
    expect(times(db)).toEqual([]);
    expect((await findCalendar(db, "calendar"))?.freeBusyReadAt).toBeNull();
    const again = await withPrivate(span);
    again.run("DELETE FROM artist_calendars");
    expect(times(again)).toEqual([]);
  });
});

describe("however long the event lasts", () => {
  const cases = [
    {
      name: "a day, begun a minute before the span ends",
      start: "2026-12-02T23:58:00Z",
      end: "2026-12-03T23:58:00Z",
    },
    {
      name: "a day that ended a minute into the span",
      start: "2026-12-01T00:01:00Z",
      end: "2026-12-02T00:01:00Z",
    },
    { name: "two minutes more than a day", start: "2026-12-02T23:58:00Z", end: "2026-12-04T00:00:00Z" },
    { name: "the day on which clocks go back", start: "2026-12-02T12:00:00Z", end: "2026-12-03T13:00:00Z" },
    { name: "a fortnight around the span", start: "2026-11-25T00:00:00Z", end: "2026-12-09T00:00:00Z" },
    { name: "a year around the span", start: "2026-06-01T00:00:00Z", end: "2027-06-01T00:00:00Z" },
  ];
  test.each(cases)("$name: it blocks", async ({ start, end }) => {
    const db = await withEvent("someone-uid", [{ startMs: Date.parse(start), endMs: Date.parse(end) }]);
    expect(blockingTimes(db, day)).toEqual([{ startMs: Date.parse(start), endMs: Date.parse(end) }]);
  });

  test("a fortnight that begins when the span ends, or ended when it begins, does not block", async () => {
    const fortnight = 14 * 86_400_000;
    const db = await withEvent("someone-uid", [
      { startMs: day.toMs, endMs: day.toMs + fortnight },
      { startMs: day.fromMs - fortnight, endMs: day.fromMs },
    ]);
    expect(blockingTimes(db, day)).toEqual([]);
  });
});
