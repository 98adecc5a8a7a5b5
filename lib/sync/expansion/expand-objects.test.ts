import { describe, expect, test } from "vitest";
import { generateCalendar } from "#tests/bench/support/generate-calendar.ts";
import { mirrorObject } from "../mirror-object.ts";
import { expandIn, expandObjects } from "./expand-objects.ts";
import { Expander } from "./expander.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const day = 86_400_000;
const window = { timeZone: "Europe/Vienna", fromMs: now - 2 * day, toMs: now + 430 * day };
const options = { ...window, blockBy: "busy" as const };
const limits = { batchMs: 20_000, totalMs: 60_000 };

const ordinary = generateCalendar({ events: 450, now }).map(({ name, ics }, index) => ({
  href: `/c/${name}`,
  etag: `"${index}"`,
  ics,
}));
const odd = [
  "",
  "no calendar",
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:cut\r\nDTSTART:20261201T090000Z",
  `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:long\nDTSTART:20261201T090000Z\nX-A:${"a".repeat(1_100_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:zone\nDTSTART;TZID=Nowhere/At-all:20261201T090000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR",
].map((ics, index) => ({ href: `/c/odd-${index}.ics`, etag: '"o"', ics }));

/** An event that costs seconds and much memory, within all limits of the reader: a thousand rules without end. */
function costly(uid: string, rule: string, events: number) {
  const event = (number: number) =>
    `BEGIN:VEVENT\r\nUID:${uid}${number || ""}\r\nDTSTART:20261201T090000Z\r\nDTEND:20261201T090001Z\r\nRRULE:${rule}\r\nEND:VEVENT\r\n`;
  const ics = `BEGIN:VCALENDAR\r\n${Array.from({ length: events }, (_, number) => event(number)).join("")}END:VCALENDAR\r\n`;
  return { href: `/c/${uid}.ics`, etag: '"c"', ics };
}
const slow = costly("slow", "FREQ=MINUTELY;INTERVAL=14", 1_500);
const large = costly(
  "large",
  `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${[...Array(24).keys()].join(",")};BYMINUTE=0,10,20,30,40,50`,
  1,
);
const start = Date.parse("2026-12-01T09:00:00Z");

function inline(objects: typeof ordinary) {
  return objects.map((object) => mirrorObject(object, { blockBy: "busy" }, window));
}

describe("expandObjects", () => {
  test("answers as mirrorObject does, in order", async () => {
    const objects = [...ordinary, ...odd];
    const calendar = { blockBy: "everything" as const };
    const expected = objects.map((object) => mirrorObject(object, calendar, window));
    expect(await expandObjects(objects, calendar, window)).toEqual(expected);
  });

  test("several calls at once get each their own", async () => {
    const parts = [ordinary.slice(0, 3), [], ordinary.slice(3, 250), odd];
    const answers = await Promise.all(parts.map((part) => expandObjects(part, { blockBy: "busy" }, window)));
    expect(answers).toEqual(parts.map(inline));
  });

  test("a time zone that is none is refused", async () => {
    const asked = expandObjects(ordinary, { blockBy: "busy" }, { ...window, timeZone: "Mars/Base" });
    await expect(asked).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("an object that cannot be expanded", () => {
  test("in time is ended alone, blocks from its start, and is tried again later", async () => {
    const few = ordinary.slice(0, 40);
    const objects = [...few.slice(0, 20), slow, ...few.slice(20), ...odd];
    const expanded = await expandIn(new Expander(256), objects, options, { batchMs: 700, totalMs: 60_000 });
    expect(expanded[20]).toEqual({
      ...slow,
      uid: "slow",
      recurring: true,
      unreadable: "could not be expanded in time",
      intervals: [{ startMs: start, endMs: window.toMs }],
    });
    expect([...expanded.slice(0, 20), ...expanded.slice(21)]).toEqual(inline([...few, ...odd]));
  });

  test("in the memory allowed ends the thread and not the process; the next call gets a new one", async () => {
    const expander = new Expander(24);
    const objects = [...ordinary.slice(0, 5), large, ...ordinary.slice(5, 10)];
    const expanded = await expandIn(expander, objects, options, limits);
    expect(expanded[5]).toMatchObject({
      uid: "large",
      unreadable: "could not be expanded in the memory allowed",
      intervals: [{ startMs: start, endMs: window.toMs }],
    });
    expect([...expanded.slice(0, 5), ...expanded.slice(6)]).toEqual(inline(ordinary.slice(0, 10)));
    expect(await expandIn(expander, ordinary, options, limits)).toEqual(inline(ordinary));
  });

  test("once the time of the whole call is over, what is left is not tried", async () => {
    const expander = new Expander(256);
    const objects = [slow, costly("second", "FREQ=MINUTELY;INTERVAL=14", 1_500)];
    const expanded = await expandIn(expander, objects, options, { batchMs: 300, totalMs: 200 });
    expect(expanded.map(({ uid, unreadable }) => [uid, unreadable])).toEqual([
      ["slow", "could not be expanded in time"],
      ["second", "could not be expanded in time"],
    ]);
  });
});
