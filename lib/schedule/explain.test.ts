import { describe, expect, test } from "vitest";
import type { BookingRules } from "#lib/availability/booking-rules.ts";
import { judgeTime, type Occupied } from "#lib/availability/judge-time.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { brokenRules, objectionsTo, offerGrounds, whereItBlocks } from "./explain.ts";

const NOW = Date.parse("2026-12-01T08:00:00Z");
/** A Wednesday, ten to eleven in Vienna. */
const TEN = Date.parse("2026-12-02T09:00:00Z");
const time = { startMs: TEN, endMs: TEN + HOUR };

const rules: BookingRules = {
  timeZone: "Europe/Vienna",
  hours: [
    { weekday: 3, startMinute: 9 * 60, endMinute: 13 * 60 },
    { weekday: 3, startMinute: 14 * 60, endMinute: 17 * 60 },
  ],
  openTimes: null,
  durationMs: HOUR,
  bufferBeforeMs: 0,
  bufferAfterMs: 15 * MINUTE,
  minimumNoticeMs: 0,
  horizonMs: 90 * DAY,
  slotStepMs: 30 * MINUTE,
  limits: [],
};
const free: Occupied = { blocking: [], counted: [] };
const busy: Occupied = { ...free, blocking: [time] };

describe("objections", () => {
  const far = { startMs: TEN + 98 * DAY, endMs: TEN + 98 * DAY + HOUR };
  const night = { startMs: TEN + 12 * HOUR, endMs: TEN + 13 * HOUR };
  test.each<[string, Partial<BookingRules>, Occupied, { startMs: number; endMs: number }, string[]]>([
    ["nothing", {}, free, time, []],
    ["busy", {}, busy, time, ["busy"]],
    ["notice and busy", { minimumNoticeMs: 3 * DAY }, busy, time, ["too_soon", "busy"]],
    [
      "the past",
      {},
      free,
      { startMs: NOW - 7 * DAY + HOUR, endMs: NOW - 7 * DAY + 2 * HOUR },
      ["too_soon", "outside_hours"],
    ],
    ["horizon", {}, free, far, ["too_far"]],
    ["night", {}, free, night, ["outside_hours"]],
    [
      "day and week",
      {
        limits: [
          { per: "day", maximum: 1, serviceId: null },
          { per: "week", maximum: 1, serviceId: null },
        ],
      },
      { blocking: [time], counted: [{ startMs: TEN, serviceId: "session" }] },
      time,
      ["day_full", "week_full", "busy"],
    ],
  ])("%s", (_name, more, occupied, asked, expected) => {
    const all = objectionsTo({ ...rules, ...more }, occupied, NOW, asked);
    expect(all).toEqual(expected);
    // The first is what customers are answered.
    expect(all[0] ?? null).toBe(judgeTime({ ...rules, ...more }, occupied, NOW, asked));
  });

  test("say which hours, which notice, how many of how many", () => {
    const limits = [
      { per: "day" as const, maximum: 2, serviceId: "session" },
      { per: "day" as const, maximum: 5, serviceId: null },
    ];
    const counted = [TEN - HOUR, TEN + 3 * HOUR, TEN - 2 * DAY].map((startMs) => ({
      startMs,
      serviceId: "session",
    }));
    const asked = { startMs: TEN + 2.5 * HOUR, endMs: TEN + 4.5 * HOUR };
    const strict = { ...rules, limits, minimumNoticeMs: 2 * DAY };
    expect(brokenRules(strict, { blocking: [], counted }, NOW, asked)).toEqual([
      { rule: "too_soon", noticeMinutes: 2880, earliestMs: NOW + 2 * DAY },
      {
        rule: "outside_hours",
        day: "2026-12-02",
        stretches: [
          { startMs: TEN - HOUR, endMs: TEN + 3 * HOUR },
          { startMs: TEN + 4 * HOUR, endMs: TEN + 7 * HOUR },
        ],
      },
      {
        rule: "day_full",
        count: 2,
        maximum: 2,
        serviceId: "session",
        fromMs: Date.parse("2026-12-01T23:00:00Z"),
        toMs: Date.parse("2026-12-02T23:00:00Z"),
      },
    ]);
    expect(brokenRules(rules, free, TEN + 1, time)).toEqual([{ rule: "past" }]);
    expect(brokenRules(rules, free, NOW, { startMs: TEN + DAY, endMs: TEN + DAY + HOUR })).toEqual([
      { rule: "outside_hours", day: "2026-12-03", stretches: [] },
    ]);
  });
});

test.each<[number, number, string | null]>([
  [30, 90, "on"],
  [-30, 30, "on"],
  [60, 75, "after"],
  [74, 90, "after"],
  [75, 90, null],
  [-60, 0, null],
  [-60, 1, "on"],
])("from minute %i to %i: %s", (from, to, expected) => {
  const blocking = { startMs: TEN + from * MINUTE, endMs: TEN + to * MINUTE };
  expect(whereItBlocks(rules, time, blocking)).toBe(expected);
});

test("in the buffer before", () => {
  const early = { startMs: TEN - HOUR, endMs: TEN - 10 * MINUTE };
  expect(whereItBlocks({ ...rules, bufferBeforeMs: 15 * MINUTE }, time, early)).toBe("before");
  expect(whereItBlocks(rules, time, early)).toBeNull();
});

describe("why it can be offered", () => {
  test.each([
    [0, true],
    [30, true],
    [10, false],
  ])("%i minutes past ten: one of the steps: %s", (minutes, isSlot) => {
    const asked = { startMs: TEN + minutes * MINUTE, endMs: TEN + HOUR + minutes * MINUTE };
    expect(offerGrounds(rules, free, NOW, asked)).toEqual({
      stretch: { startMs: TEN - HOUR, endMs: TEN + 3 * HOUR },
      stepMinutes: 30,
      isSlot,
    });
  });

  test("not while anything stands against it", () => {
    expect(offerGrounds(rules, busy, NOW, time)).toBeNull();
  });
});
