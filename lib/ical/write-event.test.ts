import { describe, expect, test } from "vitest";
import { readEvent } from "./read-event.ts";
import { type EventToWrite, updateEvent, writeEvent } from "./write-event.ts";

const fields: EventToWrite = {
  uid: "1234@parlour",
  startMs: Date.UTC(2026, 0, 5, 9),
  endMs: Date.UTC(2026, 0, 5, 10, 30),
  summary: "Fine line tattoo",
  status: "TENTATIVE",
  sequence: 2,
  createdMs: Date.UTC(2025, 11, 1, 8),
  modifiedMs: Date.UTC(2025, 11, 2, 8),
};

const existing = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "X-ODD:kept as it is",
  "BEGIN:VEVENT",
  "UID:1",
  "RECURRENCE-ID:20260112T080000Z",
  "DTSTART:20260112T110000Z",
  "DTEND:20260112T120000Z",
  "SUMMARY:Moved",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:1",
  "DTSTAMP:20250101T000000Z",
  "SEQUENCE:4",
  "DTSTART;TZID=Europe/Vienna:20260105T090000",
  "DURATION:PT1H",
  "RRULE:FREQ=WEEKLY",
  "SUMMARY;LANGUAGE=de:Termin mit einem sehr langen Titel, der über mehr als e",
  " ine Zeile geht",
  "ATTENDEE;CN=Ann:mailto:ann@example.test",
  "X-Vendor-Thing;A=b:c",
  "BEGIN:VALARM",
  "TRIGGER:-PT15M",
  "SUMMARY:alarm",
  "END:VALARM",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

const modifiedMs = Date.UTC(2026, 0, 1);
const stamped = ["DTSTAMP:20260101T000000Z", "LAST-MODIFIED:20260101T000000Z"];

describe("writeEvent", () => {
  test("writes one event with times in UTC", () => {
    expect(
      writeEvent({ ...fields, categories: ["Tattoo", "a,b"], url: "https://parlour.test/a?b=1;c,d" }),
    ).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parlour//Parlour//EN",
        "BEGIN:VEVENT",
        "UID:1234@parlour",
        "DTSTAMP:20251202T080000Z",
        "CREATED:20251201T080000Z",
        "LAST-MODIFIED:20251202T080000Z",
        "SEQUENCE:2",
        "STATUS:TENTATIVE",
        "DTSTART:20260105T090000Z",
        "DTEND:20260105T103000Z",
        "SUMMARY:Fine line tattoo",
        "URL:https://parlour.test/a?b=1;c,d",
        "CATEGORIES:Tattoo,a\\,b",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  test.each(["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\u0000\n"])(
    "no text breaks out of its property by %j",
    (lineEnd) => {
      const hostile = `a${lineEnd}END:VEVENT${lineEnd}BEGIN:VEVENT${lineEnd}ATTENDEE:mailto:x@y;z,\\`;
      const ics = writeEvent({
        ...fields,
        uid: hostile,
        summary: hostile,
        description: hostile,
        location: hostile,
        url: `https://parlour.test/${hostile}`,
        categories: [hostile],
      });
      const names = ics
        .split("\r\n")
        .filter((line) => !line.startsWith(" "))
        .map((line) => line.split(/[:;]/)[0]);
      expect(names).toEqual([
        ..."BEGIN VERSION PRODID BEGIN UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE STATUS DTSTART DTEND".split(
          " ",
        ),
        ..."SUMMARY DESCRIPTION LOCATION URL CATEGORIES END END".split(" "),
        "",
      ]);
      expect(ics).toMatch(/^[^\r\n]*(\r\n[^\r\n]*)*$/);
      expect(readEvent(ics, "UTC")).toMatchObject({
        summary: "a END:VEVENT BEGIN:VEVENT ATTENDEE:mailto:x@y;z,\\",
        description: "a\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:x@y;z,\\",
      });
    },
  );

  test("folds at 75 octets and never within a character", () => {
    const summary = "Ä漢字🙂 ".repeat(60).trim();
    const ics = writeEvent({ ...fields, summary });
    for (const line of ics.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
    expect(readEvent(ics, "UTC")?.summary).toBe(summary);
  });

  test("what is written reads back", () => {
    const ics = writeEvent({
      ...fields,
      description: "Two lines\nand a \\ backslash; 1,5 h",
      location: "Hall 2",
    });
    expect(readEvent(ics, "Europe/Vienna")).toEqual({
      uid: fields.uid,
      summary: fields.summary,
      description: "Two lines\nand a \\ backslash; 1,5 h",
      location: "Hall 2",
      startMs: fields.startMs,
      endMs: fields.endMs,
      allDay: false,
      status: "TENTATIVE",
      transparency: "",
      sequence: 2,
      recurring: false,
      classification: "",
    });
  });
});

describe("updateEvent", () => {
  test("changes the master's properties and leaves every other byte", () => {
    const updated = updateEvent(existing, {
      summary: "New\nname",
      status: "CONFIRMED",
      sequence: 5,
      modifiedMs,
    });
    expect(updated).toBe(
      existing
        .replace(/SUMMARY;LANGUAGE=de:.*\r\n .*/, "SUMMARY:New name")
        .replace("DTSTAMP:20250101T000000Z", stamped[0] ?? "")
        .replace("SEQUENCE:4", "SEQUENCE:5")
        .replace("BEGIN:VALARM", `STATUS:CONFIRMED\r\n${stamped[1]}\r\nBEGIN:VALARM`),
    );
  });

  test("new times stay in the event's zone", () => {
    const startMs = Date.UTC(2026, 6, 6, 12);
    const updated = updateEvent(existing, { startMs, endMs: startMs + 7_200_000, modifiedMs });
    expect(updated).toContain("\r\nDTSTART;TZID=Europe/Vienna:20260706T140000\r\n");
    expect(updated).toContain("\r\nDTEND;TZID=Europe/Vienna:20260706T160000\r\n");
    expect(updated).not.toContain("DURATION");
    expect(updated).toContain("RECURRENCE-ID:20260112T080000Z\r\nDTSTART:20260112T110000Z\r\n");
    expect(readEvent(updated, "UTC")).toMatchObject({ startMs, endMs: startMs + 7_200_000 });
  });

  test("a new start alone keeps the length", () => {
    const startMs = Date.UTC(2026, 0, 6, 8);
    expect(readEvent(updateEvent(existing, { startMs, modifiedMs }), "UTC")).toMatchObject({
      startMs,
      endMs: startMs + 3_600_000,
    });
  });

  test("an hour that occurs twice is written in UTC", () => {
    const startMs = Date.UTC(2026, 9, 25, 1, 15);
    const updated = updateEvent(existing, { startMs, endMs: startMs + 3_600_000, modifiedMs });
    expect(updated).toContain("\r\nDTSTART:20261025T011500Z\r\n");
    expect(updated).toContain("\r\nDTEND:20261025T021500Z\r\n");
  });

  test.each([
    ["a zone nobody knows", "DTSTART;TZID=Nowhere:20260105T090000"],
    ["no zone", "DTSTART:20260105T090000"],
    ["whole days", "DTSTART;VALUE=DATE:20260105"],
  ])("%s becomes UTC", (_, line) => {
    const text = existing.replace("DTSTART;TZID=Europe/Vienna:20260105T090000", line);
    const startMs = Date.UTC(2026, 0, 5, 9);
    const updated = updateEvent(text, { startMs, endMs: startMs + 3_600_000, modifiedMs });
    expect(readEvent(updated, "America/New_York")).toMatchObject({ startMs, allDay: false });
  });

  test("the same text comes back when nothing changes", () => {
    const ics = writeEvent({ ...fields, description: "a\r\nb", url: "https://parlour.test/" });
    expect(
      updateEvent(ics, { ...fields, description: "a\r\nb", modifiedMs: fields.modifiedMs + 5_000 }),
    ).toBe(ics);
    const unchanged = {
      startMs: Date.UTC(2026, 0, 5, 8),
      endMs: Date.UTC(2026, 0, 5, 9),
      sequence: 3,
      modifiedMs,
    };
    expect(updateEvent(existing, unchanged)).toBe(existing);
  });

  test("an empty description takes it away", () => {
    const ics = writeEvent({ ...fields, description: "long ".repeat(40) });
    const updated = updateEvent(ics, { description: "", modifiedMs });
    expect(updated).not.toContain("DESCRIPTION");
    expect(updated).not.toContain("long");
  });

  test("keeps other line ends", () => {
    const text = existing.replaceAll("\r\n", "\n");
    const updated = updateEvent(text, { status: "CANCELLED", modifiedMs });
    expect(updated).not.toContain("\r");
    expect(updated).toContain("\nSTATUS:CANCELLED\n");
  });

  test("nothing is lost where the END is missing behind a folded line", () => {
    const cut = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260105T09\r\n 0000Z\r\n";
    const next = "BEGIN:VFREEBUSY\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n";
    const startMs = Date.UTC(2026, 0, 9, 9);
    const updated = updateEvent(cut + next, {
      startMs,
      endMs: startMs + 3_600_000,
      summary: "x",
      modifiedMs,
    });
    expect(readEvent(updated, "UTC")).toMatchObject({ startMs, endMs: startMs + 3_600_000, summary: "x" });
  });

  test("refuses a text without an event", () => {
    expect(() => updateEvent("BEGIN:VCALENDAR\r\nEND:VCALENDAR", { modifiedMs })).toThrow("no event");
  });
});
