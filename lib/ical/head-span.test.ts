import { expect, test } from "vitest";
import { cpuMs } from "#tests/support/cpu-ms.ts";
import { headSpan } from "./head-span.ts";

const options = { timeZone: "Europe/Vienna", toMs: Date.parse("2027-06-01T00:00:00Z") };
const zone =
  "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
const wrap = (event: string) =>
  `BEGIN:VCALENDAR\r\n${zone}BEGIN:VEVENT\r\n${event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

test.each([
  [
    "an end",
    "UID:a\r\n b\r\nDTSTART;TZID=Europe/Vienna:20261201T100000\r\nDTEND:20261201T100000Z",
    "ab",
    ["2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"],
  ],
  [
    "a date of its own zone",
    "UID;X=1:a\r\nDTSTART;VALUE=DATE:20261201",
    "a",
    ["2026-11-30T23:00:00Z", "2026-12-01T23:00:00Z"],
  ],
  [
    "a rule",
    "UID:a\r\nDTSTART:20261201T090000Z\r\nRRULE:FREQ=DAILY",
    "a",
    ["2026-12-01T09:00:00Z", "2027-06-01T00:00:00Z"],
  ],
  ["no start", "UID:a", "a", null],
  ["a cancelled event", "UID:a\r\nDTSTART:20261201T090000Z\r\nSTATUS:CANCELLED", "a", null],
])("%s", (_, event, uid, span) => {
  expect(headSpan(wrap(event), options)).toEqual({
    uid,
    span: span && { startMs: Date.parse(span[0] ?? ""), endMs: Date.parse(span[1] ?? "") },
  });
});

test("a text without an event tells nothing", () => {
  expect(headSpan(`BEGIN:VCALENDAR\r\n${zone}END:VCALENDAR`, options)).toEqual({ uid: "", span: null });
});

test("any text takes time by its length alone", async () => {
  const texts = ["\n", "\n ", "DTSTART", "UID", "UID;", "BEGIN:VEVENT\n", "BEGIN:VEVENT ", " \t"];
  const took = await cpuMs(() => {
    for (const text of texts) headSpan(`BEGIN:VEVENT\n${text.repeat(200_000)}`, options);
  });
  expect(took).toBeLessThan(5_000);
});
