import { RRuleTemporal } from "rrule-temporal";
import { describe, expect, test } from "vitest";
import { basicText, civil } from "./civil-time.ts";
import { recurrenceDates } from "./recurrence-dates.ts";
import { readRecurrenceRule } from "./recurrence-rule.ts";

const start = civil(2024, 1, 15, 8, 30);

function dates(rule: string, options: { from?: number; to?: number; steps?: number } = {}): string[] {
  const times = recurrenceDates(readRecurrenceRule(rule), {
    start,
    isDate: false,
    from: options.from ?? start,
    to: options.to ?? civil(2060, 1, 1),
    budget: { left: options.steps ?? 1_000_000 },
  });
  return [...times].map(basicText);
}

/** Rules on which a second implementation is known to follow the RFC. */
const rules = ["DAILY", "WEEKLY", "MONTHLY", "HOURLY"].flatMap((frequency) =>
  ["", ";INTERVAL=3"].flatMap((interval) =>
    [
      "",
      ";BYMONTH=4,7,11",
      ";BYDAY=MO,SA",
      ";BYDAY=MO,TU,SA;BYSETPOS=-1",
      ";BYHOUR=8,20;BYMINUTE=0,45",
      ";BYHOUR=8,20;BYDAY=FR;WKST=SU",
    ].map((parts) => `FREQ=${frequency}${interval}${parts}`),
  ),
);

describe("agrees with another implementation", () => {
  test.each([
    ...rules,
    "FREQ=MONTHLY;BYMONTHDAY=31,-2",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=1,20,-1;BYDAY=TU",
    "FREQ=YEARLY;BYYEARDAY=1,100,-1",
    "FREQ=YEARLY;INTERVAL=2;BYDAY=20MO",
    "FREQ=MINUTELY;INTERVAL=61;BYHOUR=9",
  ])("%s", (rule) => {
    const other = new RRuleTemporal({ rruleString: `DTSTART:${basicText(start)}Z\nRRULE:${rule};COUNT=12` });
    const expected = other.all().map((at) => at.toString().slice(0, 19).replace(/[-:]/g, ""));
    expect(expected.length).toBeGreaterThan(0);
    expect(dates(`${rule};COUNT=12`)).toEqual(expected);
  });
});

describe("leaps to the window", () => {
  test.each([
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;INTERVAL=3;COUNT=1900",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=400",
    "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU;INTERVAL=2",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=52",
    "FREQ=HOURLY;INTERVAL=7",
  ])("%s", (rule) => {
    const from = civil(2038, 6, 1);
    const to = civil(2042, 1, 1);
    const late = (all: string[]) => all.filter((time) => time >= basicText(from));
    const expected = late(dates(rule, { to }));
    expect(expected.length).toBeGreaterThan(0);
    expect(late(dates(rule, { from, to, steps: 12_000 }))).toEqual(expected);
  });
});

describe("bounds", () => {
  test.each([
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=999999999",
    "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYDAY=MO,TU,WE,TH,FR,SA,SU",
  ])("%s ends when its steps are spent", (rule) => {
    expect(() => dates(rule, { steps: 5_000 })).toThrow("too often");
  });

  test("an interval past the end of time", () => {
    for (const frequency of ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "SECONDLY"])
      expect(dates(`FREQ=${frequency};INTERVAL=9007199254740991`, { steps: 100 })).toEqual([
        basicText(start),
      ]);
  });
});

describe("rules that cannot be followed", () => {
  test.each([
    "",
    "COUNT=3",
    "FREQ=OFTEN",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;COUNT=many",
    "FREQ=DAILY;UNTIL=later",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=YEARLY;BYMONTH=13",
    "RSCALE=CHINESE;FREQ=YEARLY",
  ])("%j", (rule) => {
    expect(() => readRecurrenceRule(rule)).toThrow("recurrence");
  });
});
