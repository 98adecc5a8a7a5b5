import { type ConformanceCase, calendar, hours } from "./case.ts";

const january = { from: "2026-01-01", to: "2026-02-01" };
const series = ["UID:1", "DTSTART:20260105T090000Z", "DTEND:20260105T100000Z", "RRULE:FREQ=DAILY;COUNT=3"];
const zoned = [
  "UID:1",
  "DTSTART;TZID=Europe/Vienna:20260105T090000",
  "DTEND;TZID=Europe/Vienna:20260105T100000",
  "RRULE:FREQ=DAILY;COUNT=4",
];

function override(id: string, start: string, end: string, ...more: string[]): string[] {
  return ["UID:1", id, `DTSTART:${start}`, `DTEND:${end}`, ...more];
}

/** RECURRENCE-ID (RFC 5545 §3.8.4.4). */
export const overrideCases: ConformanceCase[] = [
  {
    name: "moved within the window",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260106T120000Z", "20260106T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T12:00", "2026-01-07T09:00"),
  },
  {
    name: "moved out of the window",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260306T120000Z", "20260306T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-07T09:00"),
  },
  {
    name: "moved into the window",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260306T120000Z", "20260306T130000Z"),
    ),
    from: "2026-03-01",
    to: "2026-04-01",
    expected: hours("2026-03-06T12:00"),
  },
  {
    name: "before its master in the file",
    text: calendar(
      override("RECURRENCE-ID:20260106T090000Z", "20260106T120000Z", "20260106T130000Z"),
      series,
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T12:00", "2026-01-07T09:00"),
  },
  {
    name: "cancelled: listed, and free",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260106T090000Z", "20260106T100000Z", "STATUS:CANCELLED"),
    ),
    ...january,
    expected: [
      "2026-01-05T09:00:00Z/2026-01-05T10:00:00Z",
      "2026-01-06T09:00:00Z/2026-01-06T10:00:00Z free",
      "2026-01-07T09:00:00Z/2026-01-07T10:00:00Z",
    ],
  },
  {
    name: "transparent by itself",
    text: calendar(
      series,
      override(
        "RECURRENCE-ID:20260106T090000Z",
        "20260106T090000Z",
        "20260106T100000Z",
        "TRANSP:TRANSPARENT",
      ),
    ),
    ...january,
    expected: [
      "2026-01-05T09:00:00Z/2026-01-05T10:00:00Z",
      "2026-01-06T09:00:00Z/2026-01-06T10:00:00Z free",
      "2026-01-07T09:00:00Z/2026-01-07T10:00:00Z",
    ],
  },
  {
    name: "busy by itself in a transparent series",
    text: calendar(
      [...series, "TRANSP:TRANSPARENT"],
      override("RECURRENCE-ID:20260106T090000Z", "20260106T090000Z", "20260106T100000Z"),
    ),
    ...january,
    expected: [
      "2026-01-05T09:00:00Z/2026-01-05T10:00:00Z free",
      "2026-01-06T09:00:00Z/2026-01-06T10:00:00Z",
      "2026-01-07T09:00:00Z/2026-01-07T10:00:00Z free",
    ],
  },
  {
    name: "without a master",
    text: calendar(override("RECURRENCE-ID:20260106T090000Z", "20260106T120000Z", "20260106T130000Z")),
    ...january,
    expected: hours("2026-01-06T12:00"),
  },
  {
    name: "of an instance the rule does not generate",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260120T090000Z", "20260120T120000Z", "20260120T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T09:00", "2026-01-07T09:00", "2026-01-20T12:00"),
  },
  {
    name: "of DTSTART",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260105T090000Z", "20260105T120000Z", "20260105T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T12:00", "2026-01-06T09:00", "2026-01-07T09:00"),
  },
  {
    name: "a UTC RECURRENCE-ID in a zoned series",
    text: calendar(zoned, override("RECURRENCE-ID:20260106T080000Z", "20260106T120000Z", "20260106T130000Z")),
    ...january,
    expected: hours("2026-01-05T08:00", "2026-01-06T12:00", "2026-01-07T08:00", "2026-01-08T08:00"),
  },
  {
    name: "a RECURRENCE-ID in another zone",
    text: calendar(
      zoned,
      override("RECURRENCE-ID;TZID=America/New_York:20260106T030000", "20260106T120000Z", "20260106T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T08:00", "2026-01-06T12:00", "2026-01-07T08:00", "2026-01-08T08:00"),
  },
  {
    name: "a RECURRENCE-ID as a date in a timed series",
    text: calendar(
      zoned,
      override("RECURRENCE-ID;VALUE=DATE:20260106", "20260106T120000Z", "20260106T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T08:00", "2026-01-06T12:00", "2026-01-07T08:00", "2026-01-08T08:00"),
  },
  {
    name: "a RECURRENCE-ID as a time in an all-day series",
    text: calendar(
      ["UID:1", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=2"],
      override("RECURRENCE-ID:20260106T000000Z", "20260106T120000Z", "20260106T130000Z"),
    ),
    ...january,
    expected: ["2026-01-05/2026-01-06", ...hours("2026-01-06T12:00")],
  },
  {
    name: "THISANDFUTURE moves the rest as far",
    text: calendar(
      zoned,
      override(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20260106T090000",
        "20260106T100000Z",
        "20260106T103000Z",
      ),
    ),
    ...january,
    expected: [
      "2026-01-05T08:00:00Z/2026-01-05T09:00:00Z",
      "2026-01-06T10:00:00Z/2026-01-06T10:30:00Z",
      "2026-01-07T10:00:00Z/2026-01-07T10:30:00Z",
      "2026-01-08T10:00:00Z/2026-01-08T10:30:00Z",
    ],
  },
  {
    name: "THISANDFUTURE, then one that speaks for itself",
    text: calendar(
      series,
      override("RECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000Z", "20260106T110000Z", "20260106T120000Z"),
      override("RECURRENCE-ID:20260107T090000Z", "20260107T150000Z", "20260107T160000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T11:00", "2026-01-07T15:00"),
  },
  {
    name: "THISANDFUTURE cancelled",
    text: calendar(
      series,
      override(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000Z",
        "20260106T090000Z",
        "20260106T100000Z",
        "STATUS:CANCELLED",
      ),
    ),
    ...january,
    expected: [
      "2026-01-05T09:00:00Z/2026-01-05T10:00:00Z",
      "2026-01-06T09:00:00Z/2026-01-06T10:00:00Z free",
      "2026-01-07T09:00:00Z/2026-01-07T10:00:00Z free",
    ],
  },
  {
    name: "two for one instance: the higher SEQUENCE counts",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260106T120000Z", "20260106T130000Z", "SEQUENCE:3"),
      override("RECURRENCE-ID:20260106T090000Z", "20260106T150000Z", "20260106T160000Z", "SEQUENCE:2"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T12:00", "2026-01-07T09:00"),
  },
  {
    name: "a rule on an event that has a RECURRENCE-ID and no master is not lost",
    text: calendar([...series, "RECURRENCE-ID:20260105T090000Z"]),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T09:00", "2026-01-07T09:00"),
  },
  {
    name: "an override that cannot be read leaves its instance, and blocks where it says",
    text: calendar(
      series,
      override("RECURRENCE-ID:20260106T090000Z", "20260110T120000Z", "20269999T130000Z"),
    ),
    ...january,
    expected: hours("2026-01-05T09:00", "2026-01-06T09:00", "2026-01-07T09:00"),
    unreadable: ["DTEND is no date @ 2026-01-10T12:00:00Z/2026-01-11T12:00:00Z"],
  },
];
