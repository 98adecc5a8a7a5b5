import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "./clock.ts";
import { dayOf, instantOf } from "./time-zone.ts";

/** What Intl says, asked anew. */
function written(ms: number, zone: string): { day: string; minute: number } {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
    minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")),
  };
}

describe("offsets that are kept for whole days", () => {
  test.each([
    ["Europe/Vienna", "2026-10-25T00:00:00Z"],
    ["Europe/Vienna", "2027-03-28T00:00:00Z"],
    ["America/New_York", "2026-11-01T00:00:00Z"],
    ["Australia/Lord_Howe", "2026-10-03T00:00:00Z"],
    ["Africa/Casablanca", "2027-02-07T00:00:00Z"],
    ["Asia/Kathmandu", "2026-12-02T00:00:00Z"],
    ["America/St_Johns", "2027-03-14T00:00:00Z"],
  ])("are Intl's around a change, in whatever order they are asked: %s, %s", (zone, change) => {
    const changeMs = Date.parse(change);
    const instants = Array.from(
      { length: 6 * 24 * 4 },
      (_, index) => changeMs - 3 * DAY + index * 15 * MINUTE,
    );
    for (const ms of [...instants, ...instants.toReversed()]) {
      const { day, minute } = written(ms, zone);
      expect(dayOf(ms, zone)).toBe(day);
      const back = instantOf(day, minute, zone);
      // Of a time that comes twice the first is meant.
      expect(written(back, zone)).toEqual({ day, minute });
      expect([0, 30 * MINUTE, HOUR]).toContain(ms - back);
    }
  });

  test("are right for more days than are kept", () => {
    const zone = "Europe/Vienna";
    for (let index = 0; index < 5000; index++) {
      const ms = Date.parse("2026-01-01T23:30:00Z") + index * DAY;
      expect(dayOf(ms, zone)).toBe(written(ms, zone).day);
    }
  });
});
