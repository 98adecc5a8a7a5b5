import { expect, test } from "vitest";
import { readEvent } from "./read-event.ts";

function object(...lines: string[]): string {
  return ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"].join("\r\n");
}

test("reads the master, whatever stands before it", () => {
  const text = object(
    "BEGIN:VEVENT",
    "UID:1",
    "RECURRENCE-ID:20260106T090000Z",
    "DTSTART:20260106T110000Z",
    "SUMMARY:moved",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTART;VALUE=DATE:20260105",
    "DTEND;VALUE=DATE:20260107",
    "SUMMARY:Convention\\, day one\\; and two\\nwith a second line",
    "LOCATION:C:\\\\temp",
    "STATUS:confirmed",
    "TRANSP:transparent",
    "CLASS:private",
    "SEQUENCE:7",
    "END:VEVENT",
  );
  expect(readEvent(text, "Europe/Vienna")).toEqual({
    uid: "1",
    summary: "Convention, day one; and two\nwith a second line",
    description: "",
    location: "C:\\temp",
    startMs: Date.UTC(2026, 0, 4, 23),
    endMs: Date.UTC(2026, 0, 6, 23),
    allDay: true,
    status: "CONFIRMED",
    transparency: "TRANSPARENT",
    sequence: 7,
    recurring: true,
    classification: "PRIVATE",
  });
});

test("an all-day event on the day of the change has 23 hours", () => {
  const details = readEvent(object("BEGIN:VEVENT", "DTSTART:20260329", "END:VEVENT"), "Europe/Vienna");
  expect(details).toMatchObject({
    uid: "",
    startMs: Date.UTC(2026, 2, 28, 23),
    endMs: Date.UTC(2026, 2, 29, 22),
  });
});

test.each([
  ["no event", object()],
  ["no start", object("BEGIN:VEVENT", "UID:1", "END:VEVENT")],
  [
    "a rule that cannot be followed",
    object("BEGIN:VEVENT", "DTSTART:20260105", "RRULE:FREQ=X", "END:VEVENT"),
  ],
  ["something else", "<html>"],
  [
    "a text past the limit",
    object("BEGIN:VEVENT", "DTSTART:20260105", "END:VEVENT") + "\n".repeat(1_000_000),
  ],
])("null for %s", (_, text) => {
  expect(readEvent(text, "UTC")).toBeNull();
});

test("refuses a zone that is none", () => {
  expect(() => readEvent(object(), "Mars/Phobos")).toThrow("Unknown time zone");
});
