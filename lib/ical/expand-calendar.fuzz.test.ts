import { expect, test } from "vitest";
import { busyIntervals } from "./busy-intervals.ts";
import { expandCalendar } from "./expand-calendar.ts";
import { readEvent } from "./read-event.ts";
import { updateEvent } from "./write-event.ts";

const rounds = 600;
const maxOccurrences = 500;
/** Always the same, so that the gate finds what it found yesterday; another run of others: FUZZ_SEED=… */
const seed = Number(process.env.FUZZ_SEED ?? 59_859);

const sample = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "BEGIN:VTIMEZONE",
  "TZID:Studio Time",
  "BEGIN:STANDARD",
  "DTSTART:20001001T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZOFFSETFROM:+0430",
  "TZOFFSETTO:+0330",
  "END:STANDARD",
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  "UID:1",
  "DTSTART;TZID=Studio Time:20260105T090000",
  "DTEND;TZID=Europe/Vienna:20260105T100000",
  "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,-1WE;BYSETPOS=-1;COUNT=40",
  "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=100;BYMONTHDAY=-31;UNTIL=20270101T000000Z",
  "EXRULE:FREQ=HOURLY;BYMINUTE=5,30;BYHOUR=3",
  "RDATE;VALUE=PERIOD:20260107T090000Z/PT1H,20260108T090000Z/20260108T100000Z",
  "EXDATE;VALUE=DATE:20260119",
  "SUMMARY:Some text\\, escaped",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:1",
  "RECURRENCE-ID;RANGE=THISANDFUTURE:20260202T080000Z",
  "DTSTART:20260202T100000Z",
  "DURATION:P1DT2H",
  "END:VEVENT",
  "BEGIN:VFREEBUSY",
  "FREEBUSY;FBTYPE=BUSY:20260106T090000Z/PT1H",
  "END:VFREEBUSY",
  "END:VCALENDAR",
].join("\r\n");

const pieces = [
  ...'; : , = " \\ \r\n \n \r \t - 0 9 99999999 Z T P'.split(" "),
  "FREQ=SECONDLY",
  "FREQ=MINUTELY",
  "FREQ=DAILY",
  "COUNT=0",
  "INTERVAL=999999999",
  "BYMONTH=2;BYMONTHDAY=30",
  "BYSECOND=0,1,2,3,4,5,6,7,8,9",
  "UNTIL=99991231T235959Z",
  "TZID=Nowhere",
  "VALUE=DATE",
  "00010101T000000Z",
  "99991231T235959",
  "P9999W",
  "\r\nBEGIN:VEVENT\r\n",
  "\r\nEND:VEVENT\r\n",
  "\ud800",
];

test(`mutated calendars neither throw nor pass the limits (FUZZ_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  const window = {
    fromMs: Date.UTC(2026, 0, 1),
    toMs: Date.UTC(2026, 6, 1),
    timeZone: "Europe/Vienna",
    maxOccurrences,
  };
  for (let round = 0; round < rounds; round++) {
    const text = mutated(sample, random);
    const { occurrences } = expandCalendar(text, window);
    expect(occurrences.length).toBeLessThanOrEqual(maxOccurrences);
    for (const { startMs, endMs } of occurrences) {
      expect(startMs).toBeLessThan(window.toMs);
      expect(endMs).toBeGreaterThanOrEqual(Math.max(startMs, window.fromMs));
    }
    for (const { startMs, endMs } of busyIntervals(text, window).intervals) {
      expect(startMs).toBeGreaterThanOrEqual(window.fromMs);
      expect(endMs).toBeLessThanOrEqual(window.toMs);
      expect(startMs).toBeLessThan(endMs);
    }
    const changes = {
      startMs: Date.UTC(2026, 0, 9, 9),
      endMs: Date.UTC(2026, 0, 9, 10),
      summary: "x",
      modifiedMs: 0,
    };
    if (readEvent(text, "UTC")) {
      const updated = readEvent(updateEvent(text, changes), "UTC");
      if (updated)
        expect(updated).toMatchObject({ startMs: changes.startMs, endMs: changes.endMs, summary: "x" });
    }
  }
});

function mutated(text: string, random: (below: number) => number): string {
  let result = text;
  for (let edits = 1 + random(6); edits > 0; edits--) {
    const at = random(result.length);
    const length = random(2) * random(30);
    const other = random(result.length);
    const insert =
      random(3) === 0 ? result.slice(other, other + random(60)) : (pieces[random(pieces.length)] ?? "");
    result = result.slice(0, at) + insert + result.slice(at + length);
  }
  return random(40) === 0 ? result.slice(0, random(result.length)) : result;
}

/** A small generator (mulberry32), so that a seed names a run. */
function randomFrom(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return below === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
