import { expect, test } from "vitest";
import { ianaZone, utc } from "#lib/ical/zone.ts";
import { readOccurrences } from "./read-occurrences.ts";

const home = ianaZone("Europe/Vienna") ?? utc;
const window = {
  fromMs: Date.parse("2026-12-01T00:00:00Z"),
  toMs: Date.parse("2026-12-31T00:00:00Z"),
  home,
};

function calendar(...more: string[]): string {
  const event = [
    "BEGIN:VEVENT",
    "UID:u",
    "DTSTART:20261205T100000Z",
    "SUMMARY:Secret",
    ...more,
    "END:VEVENT",
  ];
  return ["BEGIN:VCALENDAR", ...event, "END:VCALENDAR"].join("\r\n");
}

test.each([
  "CLASS:PRIVATE",
  "class:private",
  "CLASS;X=1:PRIVATE",
  "CLASS :PRIVATE",
  "CLASS;X:PRIVATE",
  "CLA\r\n SS:PRIVATE",
  "CLASS:PUBLIC\r\nCLASS:PRIVATE",
  'CLASS;X="a:PRIVATE',
  "CLASS\t:PRIVATE",
  "\u00a0CLASS:PRIVATE",
  "X.CLASS:PRIVATE",
  "CLASS=PRIVATE",
  "CLASS;PRIVATE",
  "CLASS:",
  "CLASS:PUBLIC,PRIVATE",
])("%j makes an event private", (line) => {
  expect(readOccurrences(calendar(line), window).occurrences).toMatchObject([{ words: null }]);
});

test.each(["CLASS:PUBLIC", "class:public ", "X-CLASS:PRIVATE", "CLASSIFIED:NO", "DESCRIPTION:CLASS:PRIVATE"])(
  "%j does not",
  (line) => {
    expect(readOccurrences(calendar(line), window).occurrences).toMatchObject([
      { words: { title: "Secret" } },
    ]);
  },
);

test("what says that it blocks nothing is an occurrence like any other", () => {
  const { occurrences } = readOccurrences(calendar("TRANSP:TRANSPARENT", "STATUS:TENTATIVE"), window);
  expect(occurrences).toMatchObject([{ status: "TENTATIVE", words: { title: "Secret", location: "" } }]);
});

test("what has more occurrences than are kept, or is no calendar, is counted", () => {
  expect(readOccurrences(calendar("RRULE:FREQ=MINUTELY"), window)).toEqual({
    occurrences: [],
    unreadable: 1,
  });
  expect(readOccurrences("no calendar", window).unreadable).toBe(1);
  expect(readOccurrences(`${calendar()}${" ".repeat(500_000)}`, window).unreadable).toBe(1);
});
