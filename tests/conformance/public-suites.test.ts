import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { availabilityIntervals } from "#lib/ical/availability.ts";
import { busyIntervals } from "#lib/ical/busy-intervals.ts";
import { basicText, civil, dateText } from "#lib/ical/civil-time.ts";
import { readDateValue } from "#lib/ical/date-value.ts";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import { type Period, paintPeriods } from "#lib/ical/paint-periods.ts";
import { recurrenceDates } from "#lib/ical/recurrence-dates.ts";
import { readRecurrenceRule } from "#lib/ical/recurrence-rule.ts";

/**
 * Cases of public test suites, where they are laid beside the repository. Those we read otherwise are listed in
 * `known` with the reason, and are asserted to differ still, so that no entry outlives its cause.
 */
const folder = resolve(import.meta.dirname, "../../../shared/ics-conformance");
const known: Readonly<Record<string, string>> = {};

const occurrenceCase = z.object({
  file: z.string(),
  timeZone: z.string(),
  from: z.string(),
  to: z.string(),
  occurrences: z.array(z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])),
});
const ruleCase = z.object({
  comment: z.string(),
  RRULE: z.string(),
  DTSTART: z.string(),
  INSTANCES: z.string(),
});
const freeBusyCase = z.object({
  name: z.string(),
  start: z.string(),
  end: z.string(),
  input: z.string(),
  expected: z.array(z.string()),
  floating_tz: z.string().nullable(),
  vavailability: z.string().nullable(),
});

describe.skipIf(!existsSync(folder))("public suites", () => {
  const cases = <T>(file: string, schema: z.ZodType<T>): T[] =>
    existsSync(folder)
      ? readFileSync(`${folder}/${file}`, "utf8")
          .trim()
          .split("\n")
          .map((line) => schema.parse(JSON.parse(line)))
      : [];

  describe("occurrences.jsonl", () => {
    for (const each of cases("occurrences.jsonl", occurrenceCase))
      test(each.file, () => {
        const text = readFileSync(`${folder}/${each.file}`, "utf8");
        const { occurrences } = expandCalendar(text, {
          fromMs: instant(each.from),
          toMs: instant(each.to),
          timeZone: each.timeZone,
        });
        const rows = occurrences.map((one) => [
          one.uid,
          one.startDate ?? isoText(one.startMs),
          one.endDate ?? isoText(one.endMs),
          one.status,
          one.transparency,
        ]);
        check(each.file, sorted(rows), sorted(each.occurrences));
      });
  });

  describe("rrule.jsonl", () => {
    for (const [index, each] of cases("rrule.jsonl", ruleCase).entries()) {
      const name = `${index + 1} ${each.comment}: ${each.RRULE}`;
      const start = readDateValue(each.DTSTART);
      if (!start) throw new Error(`${name} has no DTSTART`);
      const expected = each.INSTANCES.split(",");

      test(`${name}, the rule alone`, () => {
        const rule = readRecurrenceRule(each.RRULE);
        const latest = rule.until ? rule.until.civil : civil(2100, 1, 1);
        const times = recurrenceDates(rule, {
          start: start.civil,
          isDate: start.isDate,
          from: start.civil,
          to: civil(2100, 1, 1),
          until: { latest, holds: (time) => time <= latest },
          budget: { left: 1_000_000 },
        });
        const suffix = start.isUtc ? "Z" : "";
        const got = [...times].map((time) =>
          start.isDate ? dateText(time).replaceAll("-", "") : basicText(time) + suffix,
        );
        check(`rule: ${name}`, got, expected);
      });

      test(`${name}, as an event`, () => {
        const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:${each.DTSTART}\r\nRRULE:${each.RRULE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
        const { occurrences, unreadable } = expandCalendar(text, {
          fromMs: start.civil,
          toMs: civil(2100, 1, 1),
          timeZone: "UTC",
        });
        const suffix = start.isUtc ? "Z" : "";
        const got = occurrences.map(
          (one) => one.startDate?.replaceAll("-", "") ?? basicText(one.startMs) + suffix,
        );
        // DTSTART is an instance of the event whether or not the rule generates it.
        const withStart = expected.includes(each.DTSTART) ? expected : [each.DTSTART, ...expected];
        expect(unreadable).toEqual([]);
        check(`event: ${name}`, got, withStart);
      });
    }
  });

  describe("freebusy.jsonl", () => {
    for (const each of cases("freebusy.jsonl", freeBusyCase))
      test(each.name, () => {
        const window = {
          fromMs: instant(each.start),
          toMs: instant(each.end),
          timeZone: each.floating_tz ?? "UTC",
        };
        const busy = busyIntervals(each.input, window);
        const hours = availabilityIntervals(each.vavailability ?? "", window);
        const periods = paintPeriods(hours.unavailable, busy.intervals, "BUSY");
        expect([...busy.unreadable, ...hours.unreadable]).toEqual([]);
        check(each.name, periods.map(freeBusyLine), each.expected);
      });
  });
});

function freeBusyLine({ startMs, endMs, type }: Period): string {
  const parameter = type === "BUSY" ? "" : `;FBTYPE=${type}`;
  return `FREEBUSY${parameter}:${basicText(startMs)}Z/${basicText(endMs)}Z`;
}

function check(name: string, got: unknown, expected: unknown): void {
  if (known[name] === undefined) expect(got).toEqual(expected);
  else expect(got, `${name} agrees now: take it out of known`).not.toEqual(expected);
}

function instant(basic: string): number {
  const value = readDateValue(basic);
  if (!value?.isUtc) throw new Error(`${basic} is no instant`);
  return value.civil;
}

function isoText(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

function sorted(rows: string[][]): string[] {
  return rows.map((row) => row.join(" | ")).sort();
}
