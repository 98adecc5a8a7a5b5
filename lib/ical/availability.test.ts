import { describe, expect, test } from "vitest";
import { availabilityIntervals } from "./availability.ts";
import type { Interval } from "./types.ts";

// A week in winter, Monday to Monday.
const week = { fromMs: Date.UTC(2026, 10, 23), toMs: Date.UTC(2026, 10, 30), timeZone: "Europe/Vienna" };

const calendar = (...components: string[][]) =>
  ["BEGIN:VCALENDAR", "PRODID:Nextcloud DAV app", ...components.flat(), "END:VCALENDAR"].join("\r\n");
const availability = (lines: string[], ...available: string[][]) => [
  "BEGIN:VAVAILABILITY",
  ...lines,
  ...available.flatMap((each) => ["BEGIN:AVAILABLE", ...each, "END:AVAILABLE"]),
  "END:VAVAILABILITY",
];
const vienna = (name: string, value: string) => `${name};TZID=Europe/Vienna:${value}`;
/** 10 to 18 in Vienna, weekly on Thursday, as Nextcloud's settings write it. */
const thursdays = [
  vienna("DTSTART", "20261119T100000"),
  vienna("DTEND", "20261119T180000"),
  "UID:a1",
  "RRULE:FREQ=WEEKLY;BYDAY=TH",
];

const show = (intervals: Interval[]) =>
  intervals.map(({ startMs, endMs }) => `${short(startMs)}/${short(endMs)}`);
const short = (ms: number) => new Date(ms).toISOString().slice(8, 16);
const free = (text: string, options = week) => show(availabilityIntervals(text, options).free);
const unavailable = (text: string) =>
  availabilityIntervals(text, week).unavailable.map(
    (period) => `${short(period.startMs)}/${short(period.endMs)} ${period.type}`,
  );
const reasons = (text: string) => availabilityIntervals(text, week).unreadable.map(({ reason }) => reason);

describe("what is offered", () => {
  test("the hours of Nextcloud's settings, in their own zone; all else is unavailable", () => {
    const fridays = [
      vienna("DTSTART", "20261120T100000"),
      vienna("DTEND", "20261120T140000"),
      "UID:a2",
      "RRULE:FREQ=WEEKLY;BYDAY=FR",
    ];
    const text = calendar(availability([], thursdays, fridays));
    expect(free(text, { ...week, timeZone: "America/New_York" })).toEqual([
      "26T09:00/26T17:00",
      "27T09:00/27T13:00",
    ]);
    expect(unavailable(text)).toEqual([
      "23T00:00/26T09:00 BUSY-UNAVAILABLE",
      "26T17:00/27T09:00 BUSY-UNAVAILABLE",
      "27T13:00/30T00:00 BUSY-UNAVAILABLE",
    ]);
    expect(reasons(text)).toEqual([]);
  });

  test("hours follow the clock of their zone over a change to summer time", () => {
    const text = calendar(availability([], thursdays));
    const from = Date.UTC(2027, 2, 22);
    expect(free(text, { ...week, fromMs: from, toMs: from + 14 * 86_400_000 })).toEqual([
      "25T09:00/25T17:00",
      "01T08:00/01T16:00",
    ]);
  });

  test("exceptions: EXDATE, RDATE, and an instance with other hours", () => {
    const text = calendar(
      availability(
        [],
        [
          "UID:daily",
          vienna("DTSTART", "20261101T100000"),
          "DURATION:PT2H",
          "RRULE:FREQ=DAILY;UNTIL=20261126T235959Z",
          vienna("EXDATE", "20261124T100000"),
          vienna("RDATE", "20261129T200000"),
        ],
        [
          "UID:daily",
          vienna("RECURRENCE-ID", "20261125T100000"),
          vienna("DTSTART", "20261125T150000"),
          vienna("DTEND", "20261125T160000"),
        ],
      ),
    );
    expect(free(text)).toEqual([
      "23T09:00/23T11:00",
      "25T14:00/25T15:00",
      "26T09:00/26T11:00",
      "29T19:00/29T21:00",
    ]);
  });

  test("a DTSTART that its rule does not hold is not offered", () => {
    const saved = [vienna("DTSTART", "20261124T100000"), "DURATION:PT8H", "RRULE:FREQ=WEEKLY;BYDAY=TH"];
    expect(free(calendar(availability([], saved)))).toEqual(["26T09:00/26T17:00"]);
  });

  test("floating times are read in the zone given; touching hours are one interval", () => {
    const text = calendar(
      availability(
        [],
        ["DTSTART:20261124T090000", "DTEND:20261124T120000"],
        ["DTSTART:20261124T120000", "DTEND:20261124T130000"],
      ),
    );
    expect(free(text)).toEqual(["24T08:00/24T12:00"]);
  });

  test("is clipped to the bounds of its VAVAILABILITY, beyond which nothing is said", () => {
    for (const end of ["DTEND:20261125T120000Z", "DURATION:P1DT12H"]) {
      const text = calendar(
        availability(
          ["DTSTART:20261124T000000Z", end, "BUSYTYPE:BUSY"],
          ["DTSTART:20261101T100000Z", "DURATION:PT4H", "RRULE:FREQ=DAILY"],
        ),
      );
      expect(free(text)).toEqual(["24T10:00/24T14:00", "25T10:00/25T12:00"]);
      expect(unavailable(text)).toEqual(["24T00:00/24T10:00 BUSY", "24T14:00/25T10:00 BUSY"]);
    }
  });

  test("nothing is said without a VAVAILABILITY; one without AVAILABLE offers nothing", () => {
    for (const text of ["", " \r\n", calendar(), calendar(["BEGIN:VEVENT", "UID:1", "END:VEVENT"])])
      expect(availabilityIntervals(text, week)).toEqual({ free: [], unavailable: [], unreadable: [] });
    expect(unavailable(calendar(availability([])))).toEqual(["23T00:00/30T00:00 BUSY-UNAVAILABLE"]);
    const over = availability(["DTEND:20261101T000000Z"], thursdays);
    expect(availabilityIntervals(calendar(over), week)).toEqual({
      free: [],
      unavailable: [],
      unreadable: [],
    });
  });
});

describe("priority", () => {
  const hours = (...lines: string[]) =>
    availability(lines, ["DTSTART:20261101T080000Z", "DURATION:PT2H", "RRULE:FREQ=DAILY"]);
  const vacation = (...lines: string[]) =>
    availability(["DTSTART:20261124T000000Z", "DTEND:20261129T000000Z", ...lines]);
  const home = ["23T08:00/23T10:00", "29T08:00/29T10:00"];
  const always = [23, 24, 25, 26, 27, 28, 29].map((day) => `${day}T08:00/${day}T10:00`);

  test.each([
    ["1 stands above 2", ["PRIORITY:2"], ["PRIORITY:1"], home],
    ["2 does not stand above 1", ["PRIORITY:1"], ["PRIORITY:2"], always],
    ["9 stands above none", [], ["PRIORITY:9"], home],
    ["9 stands above 0", ["PRIORITY:0"], ["PRIORITY:9"], home],
    ["0 is lower than 9", ["PRIORITY:9"], ["PRIORITY:0"], always],
  ])("%s, whatever their order", (_name, ofHours, ofVacation, expected) => {
    const [first, second] = [hours(...ofHours), vacation(...ofVacation)];
    expect(free(calendar(first, second))).toEqual(expected);
    expect(free(calendar(second, first))).toEqual(expected);
  });

  test("of equals the first in the text decides", () => {
    expect(free(calendar(vacation(), hours()))).toEqual(home);
    expect(free(calendar(hours(), vacation()))).toEqual(always);
  });

  test("each keeps its own BUSYTYPE; an unknown one is BUSY-UNAVAILABLE", () => {
    const text = calendar(
      availability(["PRIORITY:9", "BUSYTYPE:busy-tentative"]),
      vacation("PRIORITY:1", "BUSYTYPE:BUSY"),
      availability(["PRIORITY:2", "BUSYTYPE:X-AWAY", "DTSTART:20261128T000000Z"]),
    );
    expect(unavailable(text)).toEqual([
      "23T00:00/24T00:00 BUSY-TENTATIVE",
      "24T00:00/29T00:00 BUSY",
      "29T00:00/30T00:00 BUSY-UNAVAILABLE",
    ]);
  });
});

describe("fails closed", () => {
  const offer = ["DTSTART:20261124T080000Z", "DURATION:PT2H"];

  test.each([
    ["no start", ["DURATION:PT2H"], "no DTSTART"],
    ["no end", ["DTSTART:20261124T080000Z"], "it ends when it starts, or does not say when"],
    ["a rule nobody can follow", [...offer, "RRULE:FREQ=NEVER"], "recurrence rule without a known frequency"],
    [
      "an EXDATE that is none",
      [...offer, "RRULE:FREQ=DAILY", "EXDATE:soon"],
      "an EXDATE is no date and was left out",
    ],
    [
      "a zone nobody knows",
      ["DTSTART;TZID=Nowhere:20261124T080000", "DURATION:PT2H"],
      "unknown time zone Nowhere",
    ],
  ])("an AVAILABLE with %s offers nothing and hides no other", (_name, lines, reason) => {
    const text = calendar(availability([], lines, thursdays));
    const { free: offered, unreadable } = availabilityIntervals(text, week);
    expect(show(offered)).toEqual(["26T09:00/26T17:00"]);
    expect(unreadable.map((each) => each.reason)).toEqual([reason]);
  });

  test("an exception that cannot be read takes its series with it", () => {
    const text = calendar(
      availability(
        [],
        ["UID:1", ...offer, "RRULE:FREQ=DAILY"],
        ["UID:1", "RECURRENCE-ID:20261125T080000Z", "DTSTART:?"],
      ),
    );
    expect(free(text)).toEqual([]);
    expect(reasons(text)).toEqual(["DTSTART is no date"]);
  });

  test.each([
    ["DTSTART:?", "DTSTART is no date"],
    ["DTSTART is lost", "DTSTART is malformed"],
    ["DURATION:P1D", "DURATION is no duration from a start"],
    ["DTEND;TZID=Nowhere:20261130T000000", "unknown time zone Nowhere"],
    ["DTSTART:20261130T000000Z\r\nDTEND:20261124T000000Z", "it ends before it starts"],
  ])("with the bound %s all of the window is unavailable", (line, reason) => {
    const text = calendar(availability(["PRIORITY:1", line], offer), availability(["PRIORITY:2"], thursdays));
    expect(unavailable(text)).toEqual(["23T00:00/30T00:00 BUSY-UNAVAILABLE"]);
    expect(reasons(text)).toEqual([reason]);
  });

  test("what is no calendar, or too much of one", () => {
    const many = calendar(...Array.from({ length: 501 }, () => availability([], offer)));
    const long = calendar(availability([`COMMENT:${"x".repeat(1_000_000)}`], offer));
    for (const [text, reason] of [
      ["<html></html>", "not an iCalendar text"],
      [many, "more than 500 components"],
      [long, "larger than 1000000 characters"],
    ] as const) {
      expect(reasons(text)).toEqual([reason]);
      expect(unavailable(text)).toEqual(["23T00:00/30T00:00 BUSY-UNAVAILABLE"]);
    }
    const second = ["DTSTART:20261101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY;INTERVAL=2"];
    const fine = calendar(availability([], second, thursdays));
    expect(free(fine)).toEqual(["26T09:00/26T17:00"]);
    expect(reasons(fine)).toHaveLength(1);
  });

  test("a text cut anywhere never offers what the whole text does not", () => {
    const text = calendar(
      availability(["PRIORITY:2"], [...thursdays, vienna("EXDATE", "20261126T100000")], [...offer, "UID:b"]),
      availability(["PRIORITY:1", "DTSTART:20261124T090000Z", "DTEND:20261125T000000Z"]),
    );
    expect(free(text)).toEqual(["24T08:00/24T09:00"]);
    for (let length = 0; length < text.length; length += 1) expect(free(text.slice(0, length))).toEqual([]);
  });

  test("no text makes it throw, and free never meets unavailable", () => {
    const whole = calendar(
      availability(["PRIORITY:3"], thursdays, offer),
      availability(["DTSTART:20261125"]),
    );
    const pieces = [
      "\r\n",
      ":",
      ";",
      "BEGIN:AVAILABLE\r\n",
      "END:AVAILABLE\r\n",
      "99991231T235959Z",
      "P9999W",
      "-",
    ];
    let state = 11;
    const next = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    for (let round = 0; round < 400; round += 1) {
      let text = whole;
      for (let edit = next(4) + 1; edit > 0; edit -= 1) {
        const at = next(text.length);
        text = text.slice(0, at) + (pieces[next(pieces.length)] ?? "") + text.slice(at + next(12));
      }
      const result = availabilityIntervals(text, week);
      const all = [...result.free, ...result.unavailable].sort((a, b) => a.startMs - b.startMs);
      for (const [at, { startMs, endMs }] of all.entries()) {
        expect(startMs < endMs && startMs >= week.fromMs && endMs <= week.toMs).toBe(true);
        expect(startMs).toBeGreaterThanOrEqual(all[at - 1]?.endMs ?? 0);
      }
    }
  });

  test("a zone of the caller's that is none is the caller's mistake", () => {
    expect(() => availabilityIntervals("", { ...week, timeZone: "Mars" })).toThrow("Unknown time zone Mars");
  });
});
