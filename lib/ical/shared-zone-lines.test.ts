import { expect, test } from "vitest";
import { expandCalendar } from "./expand-calendar.ts";

/** A zone nobody knows but its text: UTC and so many hours. */
const zone = (hours: string, tail = "END:VTIMEZONE") =>
  `BEGIN:VTIMEZONE\nTZID:Shared zone\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:${hours}\nTZOFFSETTO:${hours}\nEND:STANDARD\n${tail}\n`;
const event = "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Shared zone:20261201T120000\nDURATION:PT1H\nEND:VEVENT\n";
const options = {
  timeZone: "UTC",
  fromMs: Date.parse("2026-11-01T00:00:00Z"),
  toMs: Date.parse("2027-01-01T00:00:00Z"),
};
const read = (...parts: string[]) => {
  const text = `BEGIN:VCALENDAR\n${parts.join("")}END:VCALENDAR\n`;
  const { occurrences, unreadable } = expandCalendar(text, options);
  const starts = occurrences.map(({ startMs }) => new Date(startMs).getUTCHours());
  return [starts, unreadable.map(({ reason }) => reason)];
};

test("zones of one name are told apart by their lines, however often they come", () => {
  for (const [hours, start] of [
    ["+0300", 9],
    ["+0500", 7],
    ["+0300", 9],
    ["-0200", 14],
    ["+0100", 11],
    ["+0200", 10],
    ["+0300", 9],
  ] as const) {
    expect(read(zone(hours), event)).toEqual([[start], []]);
    expect(read(event, zone(hours))).toEqual([[start], []]);
  }
});

test("a zone that goes on where the known one ended is another", () => {
  expect(read(zone("+0300"), event)).toEqual([[9], []]);
  const late =
    "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0400\nEND:STANDARD\n";
  expect(read(zone("+0300", `${late}END:VTIMEZONE`), event)).toEqual([[8], []]);
  // Folded, the last line ends no zone, and what follows is inside of it until the event begins.
  expect(read(zone("+0300", "END:VTIMEZONE\n S"), event)).toEqual([[9], []]);
});

test("inside of anything but a VCALENDAR a zone is read where it stands", () => {
  expect(read("BEGIN:X-BOX\n", zone("+0300"), "END:X-BOX\n", event)).toEqual([[9], []]);
});
