import { describe, expect, test } from "vitest";
import { calendarDayWords, clocksDiffer, instantWords, spanWords } from "./zoned-span.ts";

const at = (iso: string) => Date.parse(iso);
const span = (from: string, to: string) => ({ startMs: at(from), endMs: at(to) });

describe("a time in words", () => {
  test.each([
    ["Europe/Vienna", "en", "Wednesday, 2 December 2026, 14:00–16:00, Vienna time (GMT+1)"],
    ["Europe/Vienna", "de", "Mittwoch, 2. Dezember 2026, 14:00–16:00 Uhr, Ortszeit Wien (GMT+1)"],
    ["Pacific/Auckland", "en", "Thursday, 3 December 2026, 02:00–04:00, Auckland time (GMT+13)"],
    ["Asia/Kolkata", "en", "Wednesday, 2 December 2026, 18:30–20:30, Kolkata time (GMT+5:30)"],
    ["UTC", "de", "Mittwoch, 2. Dezember 2026, 13:00–15:00 Uhr, UTC"],
  ] as const)("in %s, %s", (zone, locale, words) => {
    expect(spanWords(span("2026-12-02T13:00:00Z", "2026-12-02T15:00:00Z"), zone, locale)).toBe(words);
  });

  test("past midnight both days are said", () => {
    const late = span("2026-12-02T13:00:00Z", "2026-12-02T16:00:00Z");
    expect(spanWords(late, "Asia/Tokyo", "en")).toBe(
      "Wednesday, 2 December 2026, 22:00 – Thursday, 3 December 2026, 01:00, Tokyo time (GMT+9)",
    );
  });

  test.each([
    // Half past three in Vienna; in Auckland the clocks are put back half an hour later.
    [
      span("2026-04-04T13:30:00Z", "2026-04-04T14:30:00Z"),
      "en",
      "Sunday, 5 April 2026, 02:30 (GMT+13)–02:30 (GMT+12), Auckland time",
    ],
    [
      span("2026-09-26T13:30:00Z", "2026-09-26T14:30:00Z"),
      "de",
      "Sonntag, 27. September 2026, 01:30 (GMT+12)–03:30 (GMT+13) Uhr, Ortszeit Auckland",
    ],
  ] as const)("clocks that change within it are told at both ends", (change, locale, words) => {
    expect(spanWords(change, "Pacific/Auckland", locale)).toBe(words);
  });

  test("the two passes of an hour that comes twice differ", () => {
    const first = instantWords(at("2026-10-25T00:30:00Z"), "Europe/Vienna", "en");
    const second = instantWords(at("2026-10-25T01:30:00Z"), "Europe/Vienna", "en");
    expect(first).toBe("Sunday, 25 October 2026, 02:30, Vienna time (GMT+2)");
    expect(second).toBe("Sunday, 25 October 2026, 02:30, Vienna time (GMT+1)");
  });

  test("a calendar day needs no zone", () => {
    expect(calendarDayWords("2026-12-02", "de")).toBe("Mittwoch, 2. Dezember 2026");
  });
});

test.each([
  ["Europe/Vienna", "Europe/Berlin", false],
  ["Europe/Vienna", "Europe/London", true],
  ["Europe/Vienna", "Pacific/Auckland", true],
])("clocks in %s and %s differ: %s", (one, other, differ) => {
  expect(clocksDiffer(span("2026-12-02T13:00:00Z", "2026-12-02T15:00:00Z"), one, other)).toBe(differ);
});

test("clocks that part within the appointment differ", () => {
  expect(
    clocksDiffer(span("2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z"), "Europe/London", "Atlantic/Reykjavik"),
  ).toBe(true);
});
