import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import type { BookingRules } from "./booking-rules.ts";
import { freeSlots } from "./free-slots.ts";
import { judgeTime, type Occupied } from "./judge-time.ts";
import type { BookingLimit, CountedStart } from "./limits.ts";
import type { Interval, UnavailableReason } from "./types.ts";
import { dailyStretches, workingTimes } from "./working-times.ts";

const free: Occupied = { blocking: [], counted: [] };
const aDay = (maximum: number, serviceId: string | null = null): BookingLimit => ({
  per: "day",
  maximum,
  serviceId,
});
const aWeek = (maximum: number, serviceId: string | null = null): BookingLimit => ({
  ...aDay(maximum, serviceId),
  per: "week",
});
const start = (instant: string, serviceId = "session"): CountedStart => ({ startMs: at(instant), serviceId });
const everyDay = (startMinute: number, endMinute: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute, endMinute }));
const at = (instant: string) => Date.parse(instant);
const between = (start: string, end: string): Interval => ({ startMs: at(start), endMs: at(end) });

function rules(more: Partial<BookingRules> = {}): BookingRules {
  return {
    timeZone: "Europe/Vienna",
    hours: everyDay(9 * 60, 12 * 60),
    openTimes: null,
    durationMs: HOUR,
    bufferBeforeMs: 0,
    bufferAfterMs: 0,
    minimumNoticeMs: 0,
    horizonMs: 365 * DAY,
    slotStepMs: HOUR,
    limits: [],
    ...more,
  };
}

const clockTimes = (slots: Interval[], timeZone: string) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return slots.map((slot) => format.format(slot.startMs));
};

/** Slots of one day in the rules' zone, as clock times. */
function slotsOn(
  day: string,
  more: Partial<BookingRules> = {},
  occupied = free,
  now = at("2026-01-01T00:00:00Z"),
) {
  const all = rules(more);
  const noon = at(`${day}T12:00:00Z`);
  const window = { startMs: noon - 2 * DAY, endMs: noon + 2 * DAY };
  const isOnDay = new Intl.DateTimeFormat("en-CA", { timeZone: all.timeZone });
  const slots = freeSlots(all, occupied, now, window).filter((slot) => isOnDay.format(slot.startMs) === day);
  return clockTimes(slots, all.timeZone);
}

describe("a day's slots", () => {
  const busy = (...blocking: Interval[]): Occupied => ({ blocking, counted: [] });
  test.each<[string, Partial<BookingRules>, Occupied, string[]]>([
    ["fill the hours", {}, free, ["09:00", "10:00", "11:00"]],
    ["do not reach past the hours", { durationMs: 90 * MINUTE }, free, ["09:00", "10:00"]],
    ["come in smaller steps", { slotStepMs: 45 * MINUTE }, free, ["09:00", "09:45", "10:30"]],
    [
      "leave the break out",
      { hours: [...everyDay(540, 660), ...everyDay(780, 840)] },
      free,
      ["09:00", "10:00", "13:00"],
    ],
    [
      "span stretches that meet",
      { hours: [...everyDay(540, 630), ...everyDay(630, 720)] },
      free,
      ["09:00", "10:00", "11:00"],
    ],
    ["end at 23:00", { hours: everyDay(21 * 60, 23 * 60) }, free, ["21:00", "22:00"]],
    ["end at midnight", { hours: everyDay(22 * 60, 1440) }, free, ["22:00", "23:00"]],
    [
      "go past midnight where work goes on",
      { hours: [...everyDay(22 * 60, 1440), ...everyDay(0, 30)], durationMs: 90 * MINUTE },
      free,
      ["22:00", "23:00"],
    ],
    [
      "keep clear of what is busy",
      {},
      busy(between("2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z")),
      ["09:00", "11:00"],
    ],
    ["keep clear by a minute", {}, busy(between("2026-12-02T08:59:00Z", "2026-12-02T09:01:00Z")), ["11:00"]],
    [
      "keep their buffers clear",
      { bufferAfterMs: MINUTE },
      busy(between("2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z")),
      ["11:00"],
    ],
    [
      "keep their buffers clear before",
      { bufferBeforeMs: MINUTE },
      busy(between("2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z")),
      ["09:00"],
    ],
    [
      "let buffers reach beyond the hours",
      { bufferBeforeMs: HOUR, bufferAfterMs: HOUR },
      free,
      ["09:00", "10:00", "11:00"],
    ],
    ["vanish under an all-day event", {}, busy(between("2026-12-01T23:00:00Z", "2026-12-02T23:00:00Z")), []],
    [
      "see a long event among short ones",
      {},
      busy(
        between("2026-11-01T00:00:00Z", "2026-12-02T09:00:00Z"),
        between("2026-12-02T08:10:00Z", "2026-12-02T08:20:00Z"),
      ),
      ["10:00", "11:00"],
    ],
    [
      "vanish on a full day",
      { limits: [aDay(1)] },
      { blocking: [], counted: [start("2026-12-02T20:00:00Z")] },
      [],
    ],
    [
      "do not count another day's appointments",
      { limits: [aDay(1)] },
      { blocking: [], counted: [start("2026-12-02T23:30:00Z")] },
      ["09:00", "10:00", "11:00"],
    ],
    [
      "vanish in a full week",
      { limits: [aWeek(2)] },
      { blocking: [], counted: [start("2026-11-30T09:00:00Z"), start("2026-12-06T20:00:00Z")] },
      [],
    ],
    [
      "stay where another service's week is full",
      { limits: [aWeek(1, "session")] },
      { blocking: [], counted: [start("2026-11-30T09:00:00Z", "other")] },
      ["09:00", "10:00", "11:00"],
    ],
  ])("%s", (_name, more, occupied, expected) => {
    expect(slotsOn("2026-12-02", more, occupied)).toEqual(expected);
  });

  test("keep the notice and the horizon, both to the millisecond", () => {
    const now = at("2026-12-02T07:00:00Z");
    expect(slotsOn("2026-12-02", { minimumNoticeMs: 2 * HOUR }, free, now)).toEqual(["10:00", "11:00"]);
    expect(slotsOn("2026-12-02", { minimumNoticeMs: 2 * HOUR + 1 }, free, now)).toEqual(["11:00"]);
    expect(slotsOn("2026-12-02", {}, free, at("2026-12-02T09:30:00Z"))).toEqual(["11:00"]);
    expect(slotsOn("2026-12-12", { horizonMs: 10 * DAY + 2 * HOUR }, free, now)).toEqual(["09:00", "10:00"]);
  });
});

describe("where clocks change", () => {
  const night = { hours: everyDay(0, 6 * 60), slotStepMs: HOUR, horizonMs: 500 * DAY };
  test.each<[string, string, string, string[]]>([
    ["spring in Vienna", "Europe/Vienna", "2027-03-28", ["00:00", "01:00", "03:00", "04:00", "05:00"]],
    [
      "autumn in Vienna",
      "Europe/Vienna",
      "2026-10-25",
      ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00"],
    ],
    ["spring in New York", "America/New_York", "2027-03-14", ["00:00", "01:00", "03:00", "04:00", "05:00"]],
    [
      "autumn in New York",
      "America/New_York",
      "2026-11-01",
      ["00:00", "01:00", "01:00", "02:00", "03:00", "04:00", "05:00"],
    ],
    [
      "spring on Lord Howe Island (half an hour)",
      "Australia/Lord_Howe",
      "2026-10-04",
      ["00:00", "01:00", "02:30", "03:30", "04:30"],
    ],
    [
      "autumn on Lord Howe Island",
      "Australia/Lord_Howe",
      "2027-04-04",
      ["00:00", "01:00", "01:30", "02:30", "03:30", "04:30"],
    ],
    [
      "never on Kiritimati, a day ahead",
      "Pacific/Kiritimati",
      "2026-12-02",
      ["00:00", "01:00", "02:00", "03:00", "04:00", "05:00"],
    ],
  ])("in %s", (_name, timeZone, day, expected) => {
    expect(slotsOn(day, { ...night, timeZone })).toEqual(expected);
  });

  test.each<[string, string, string, number]>([
    ["Europe/Vienna", "2027-03-28", "2027-03-28", 23],
    ["Europe/Vienna", "2026-10-25", "2026-10-25", 25],
    ["America/New_York", "2027-03-14", "2027-03-14", 23],
    ["America/New_York", "2026-11-01", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2027-04-04", "2027-04-04", 24.5],
    ["Pacific/Kiritimati", "2026-12-02", "2026-12-02", 24],
  ])("a whole day in %s on %s has as many hours as it has", (timeZone, _label, day, hours) => {
    const noon = at(`${day}T12:00:00Z`);
    const found = dailyStretches(
      { timeZone, hours: everyDay(0, 1440), openTimes: null },
      { startMs: noon - DAY, endMs: noon + DAY },
    );
    const format = new Intl.DateTimeFormat("en-CA", { timeZone });
    const stretch = found.find(({ startMs }) => format.format(startMs) === day);
    expect(((stretch?.endMs ?? 0) - (stretch?.startMs ?? 0)) / HOUR).toBe(hours);
  });

  test("work that falls into the hour that is left out is no work", () => {
    expect(
      slotsOn("2027-03-28", { hours: everyDay(120, 180), durationMs: 30 * MINUTE, slotStepMs: 30 * MINUTE }),
    ).toEqual([]);
  });
});

test("stretches of work that meet at midnight are one", () => {
  const hours = everyDay(0, 1440);
  const window = between("2026-12-01T12:00:00Z", "2026-12-04T12:00:00Z");
  expect(workingTimes({ timeZone: "Europe/Vienna", hours, openTimes: null }, window)).toHaveLength(1);
});

describe("judging a time", () => {
  const now = at("2026-12-01T06:00:00Z");
  test.each<[string, Partial<BookingRules>, Occupied, string, UnavailableReason | null]>([
    ["a good one", {}, free, "2026-12-02T08:00:00Z", null],
    ["off the grid is allowed", {}, free, "2026-12-02T08:17:00Z", null],
    ["in the past", {}, free, "2026-11-30T08:00:00Z", "too_soon"],
    ["within the notice", { minimumNoticeMs: 3 * DAY }, free, "2026-12-02T08:00:00Z", "too_soon"],
    ["beyond the horizon", { horizonMs: DAY }, free, "2026-12-03T08:00:00Z", "too_far"],
    ["before work", {}, free, "2026-12-02T07:59:00Z", "outside_hours"],
    ["reaching past work", {}, free, "2026-12-02T10:01:00Z", "outside_hours"],
    [
      "full",
      { limits: [aDay(1)] },
      { blocking: [], counted: [start("2026-12-02T22:59:00Z")] },
      "2026-12-02T08:00:00Z",
      "day_full",
    ],
    [
      "busy",
      {},
      { blocking: [between("2026-12-02T08:59:00Z", "2026-12-02T09:00:00Z")], counted: [] },
      "2026-12-02T08:00:00Z",
      "busy",
    ],
    [
      "touching",
      {},
      { blocking: [between("2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z")], counted: [] },
      "2026-12-02T08:00:00Z",
      null,
    ],
  ])("%s", (_name, more, occupied, start, reason) => {
    const startMs = at(start);
    expect(judgeTime(rules(more), occupied, now, { startMs, endMs: startMs + HOUR })).toBe(reason);
  });
});

/** Numbers in [0, 1), always the same for a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const zones = [
  "Europe/Vienna",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "America/St_Johns",
  "Africa/Casablanca",
];
const anchors = [
  "2026-10-04",
  "2026-10-25",
  "2026-11-01",
  "2026-12-31",
  "2027-02-28",
  "2027-03-14",
  "2027-03-28",
  "2027-04-04",
];

function randomCase(seed: number) {
  const random = seeded(seed);
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pick = <T>(list: readonly T[], fallback: T): T => list[whole(0, list.length - 1)] ?? fallback;
  const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const shape = whole(0, 5);
    if (shape === 0) return [];
    if (shape === 1) return [{ weekday, startMinute: 0, endMinute: 1440 }];
    const first = { weekday, startMinute: whole(0, 60) * 10, endMinute: whole(61, 100) * 10 };
    if (shape === 2) return [first];
    const gap = shape === 3 ? 0 : whole(1, 6) * 10;
    return [first, { weekday, startMinute: first.endMinute + gap, endMinute: 1440 }];
  });
  const day = at(`${pick(anchors, "2026-12-02")}T00:00:00Z`);
  const now = day - whole(0, 3 * 24 * 60) * MINUTE;
  const startMs = day + whole(-48 * 60, 24 * 60) * MINUTE;
  const window = { startMs, endMs: startMs + whole(1, 4 * 24 * 60) * MINUTE };
  const blocking = Array.from({ length: whole(0, 12) }, () => {
    const start = window.startMs + whole(-24 * 60, 5 * 24 * 60) * MINUTE;
    return { startMs: start, endMs: start + pick([5, 30, 90, 1440, 10_000], 5) * MINUTE };
  });
  const counted = Array.from({ length: whole(0, 8) }, () => ({
    startMs: window.startMs + whole(-4 * 24 * 60, 6 * 24 * 60) * MINUTE,
    serviceId: pick(["session", "other"], "session"),
  }));
  return {
    now,
    window,
    occupied: { blocking, counted },
    rules: rules({
      timeZone: pick(zones, "UTC"),
      hours,
      durationMs: whole(1, 50) * 5 * MINUTE,
      bufferBeforeMs: pick([0, 0, 15, 45], 0) * MINUTE,
      bufferAfterMs: pick([0, 0, 15, 45], 0) * MINUTE,
      minimumNoticeMs: pick([0, 60, 3000], 0) * MINUTE,
      horizonMs: pick([1, 4, 90], 90) * DAY,
      slotStepMs: pick([5, 15, 30, 50, 60, 95], 30) * MINUTE,
      limits: pick(
        [
          [],
          [],
          [aDay(1)],
          [aDay(3), aWeek(5)],
          [aWeek(2)],
          [aWeek(1, "session")],
          [aDay(2), aWeek(4), aDay(1, "session"), aWeek(3, "session")],
        ],
        [],
      ),
    }),
  };
}

test("every slot offered is accepted, every grid time not offered is refused, and no window changes the grid", () => {
  let offered = 0;
  let refused = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const { rules: given, occupied, now, window } = randomCase(seed);
    const slots = freeSlots(given, occupied, now, window);
    const starts = new Set(slots.map((slot) => slot.startMs));
    expect(starts.size, `seed ${seed}: no slot twice`).toBe(slots.length);
    for (const slot of slots) {
      expect(judgeTime(given, occupied, now, slot), `seed ${seed}, offered ${slot.startMs}`).toBeNull();
      expect(slot.startMs >= window.startMs && slot.startMs < window.endMs, `seed ${seed}`).toBe(true);
    }
    for (const stretch of dailyStretches(given, window)) {
      for (let startMs = stretch.startMs; startMs < stretch.endMs; startMs += given.slotStepMs) {
        if (startMs < window.startMs || startMs >= window.endMs || starts.has(startMs)) continue;
        refused += 1;
        const time = { startMs, endMs: startMs + given.durationMs };
        expect(judgeTime(given, occupied, now, time), `seed ${seed}, not offered ${startMs}`).not.toBeNull();
      }
    }
    const wide = { startMs: window.startMs - 3 * DAY, endMs: window.endMs + 3 * DAY };
    const within = freeSlots(given, occupied, now, wide).filter(
      ({ startMs }) => startMs >= window.startMs && startMs < window.endMs,
    );
    expect(slots, `seed ${seed}: the same slots in a wider window`).toEqual(within);
    offered += slots.length;
  }
  expect(offered).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
});

test("hours kept elsewhere as instants offer the same as the same hours by weekday", () => {
  let offered = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { rules: given, occupied, now, window } = randomCase(seed);
    const around = { startMs: window.startMs - 4 * DAY, endMs: window.endMs + 4 * DAY };
    const openTimes = workingTimes(given, around);
    const instants = { ...given, hours: [], openTimes };
    const slots = freeSlots(instants, occupied, now, window);
    expect(slots, `seed ${seed}`).toEqual(freeSlots(given, occupied, now, window));
    for (const slot of slots) expect(judgeTime(instants, occupied, now, slot), `seed ${seed}`).toBeNull();
    expect(workingTimes(instants, window), `seed ${seed}`).toEqual(workingTimes(given, window));
    offered += slots.length;
  }
  expect(offered).toBeGreaterThan(500);
});
