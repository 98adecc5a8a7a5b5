import { describe, expect, test } from "vitest";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import type { ConformanceCase } from "./cases/case.ts";
import { leniencyCases } from "./cases/leniency.ts";
import { overrideCases } from "./cases/overrides.ts";
import { recurrenceCases } from "./cases/recurrence.ts";
import { timeZoneCases } from "./cases/time-zones.ts";

const suites: Record<string, ConformanceCase[]> = {
  recurrence: recurrenceCases,
  "time zones": timeZoneCases,
  overrides: overrideCases,
  leniency: leniencyCases,
};

for (const [name, cases] of Object.entries(suites))
  describe(name, () => {
    test.each(cases)("$name", (each) => {
      const { occurrences, unreadable } = expandCalendar(each.text, {
        fromMs: Date.parse(each.from),
        toMs: Date.parse(each.to),
        timeZone: each.timeZone ?? "Europe/Vienna",
      });
      const rows = occurrences.map(
        (one) =>
          `${one.startDate ?? text(one.startMs)}/${one.endDate ?? text(one.endMs)}${one.busy ? "" : " free"}`,
      );
      const reported = unreadable.map(({ reason, span }) =>
        span ? `${reason} @ ${text(span.startMs)}/${text(span.endMs)}` : reason,
      );
      expect(rows).toEqual(each.expected);
      expect(reported).toEqual(each.unreadable ?? []);
    });
  });

function text(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
