import { expect, test } from "vitest";
import { busyIntervals } from "./busy-intervals.ts";

const window = { fromMs: Date.UTC(2026, 0, 5), toMs: Date.UTC(2026, 0, 12), timeZone: "Europe/Vienna" };

function events(...events: string[][]): string {
  const lines = events.flatMap((each, at) => ["BEGIN:VEVENT", `UID:${at}`, ...each, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"].join("\r\n");
}

function read(text: string, options = {}): string[] {
  return busyIntervals(text, { ...window, ...options }).intervals.map(
    ({ startMs, endMs }) =>
      `${new Date(startMs).toISOString().slice(5, 16)}/${new Date(endMs).toISOString().slice(5, 16)}`,
  );
}

test("clips to the window, and leaves out what is free or without length", () => {
  const text = events(
    ["DTSTART:20260104T230000Z", "DTEND:20260105T010000Z"],
    ["DTSTART:20260111T230000Z", "DTEND:20260112T010000Z"],
    ["DTSTART:20260106T090000Z", "DTEND:20260106T100000Z", "TRANSP:TRANSPARENT"],
    ["DTSTART:20260107T090000Z", "DTEND:20260107T100000Z", "STATUS:CANCELLED"],
    ["DTSTART:20260108T090000Z"],
  );
  expect(read(text)).toEqual(["01-05T00:00/01-05T01:00", "01-11T23:00/01-12T00:00"]);
});

test("blockBy everything: transparent events block, cancelled ones never", () => {
  const text = events(
    ["DTSTART:20260106T090000Z", "DTEND:20260106T100000Z", "TRANSP:TRANSPARENT"],
    ["DTSTART:20260107T090000Z", "DTEND:20260107T100000Z", "STATUS:CANCELLED"],
  );
  expect(read(text, { blockBy: "everything" })).toEqual(["01-06T09:00/01-06T10:00"]);
});

test("whole days are those of the zone, also where DTEND says none", () => {
  const text = events(
    ["DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260107"],
    ["DTSTART;VALUE=DATE:20260108", "DTEND;VALUE=DATE:20260108"],
  );
  expect(read(text)).toEqual(["01-05T23:00/01-06T23:00", "01-07T23:00/01-08T23:00"]);
});

test("what cannot be read blocks its known span", () => {
  const text = events(["DTSTART:20260106T090000Z", "DTEND:20260106T100000Z", "RRULE:FREQ=NEVER"]);
  expect(read(text)).toEqual(["01-06T09:00/01-12T00:00"]);
  expect(read(events(["DTSTART:20260106T090000Z", "DURATION:long"]))).toEqual(["01-06T09:00/01-07T09:00"]);
});

test("times in a zone nobody knows block in both readings", () => {
  const text = events(["DTSTART;TZID=Nowhere:20260106T090000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=2"]);
  expect(read(text)).toEqual([
    "01-06T08:00/01-06T08:30",
    "01-06T08:00/01-06T08:30",
    "01-06T09:00/01-06T09:30",
    "01-07T08:00/01-07T08:30",
    "01-07T09:00/01-07T09:30",
  ]);
});

test("VFREEBUSY periods block unless they are free", () => {
  const text = [
    "BEGIN:VCALENDAR",
    "BEGIN:VFREEBUSY",
    "FREEBUSY:20260106T090000Z/PT1H,20260107T090000Z/20260107T100000Z",
    "FREEBUSY;FBTYPE=FREE:20260108T090000Z/PT1H",
    "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260109T090000Z/PT1H",
    "END:VFREEBUSY",
    "END:VCALENDAR",
  ].join("\r\n");
  expect(read(text)).toEqual([
    "01-06T09:00/01-06T10:00",
    "01-07T09:00/01-07T10:00",
    "01-09T09:00/01-09T10:00",
  ]);
});

test("a text past the limit blocks the window", () => {
  expect(read("x".repeat(10_000_001))).toEqual(["01-05T00:00/01-12T00:00"]);
});

test("an event with more occurrences than can be kept blocks to the end of the window", () => {
  const text = events(["DTSTART:20260106T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"]);
  const { intervals, unreadable } = busyIntervals(text, { ...window, maxOccurrences: 5 });
  expect(unreadable).toEqual([
    {
      uid: "0",
      reason: "more occurrences than can be kept",
      span: { startMs: Date.UTC(2026, 0, 6, 9), endMs: window.toMs },
    },
  ]);
  expect(intervals).toEqual([{ startMs: Date.UTC(2026, 0, 6, 9), endMs: window.toMs }]);
  expect(busyIntervals(text, { ...window, maxOccurrences: 6 }).intervals).toHaveLength(6);
});
