import { expect, test } from "vitest";
import { Expander } from "./expander.ts";
import { listIn } from "./list-occurrences.ts";

const fromMs = Date.parse("2026-12-01T00:00:00Z");
const query = {
  timeZone: "Europe/Vienna",
  fromMs,
  toMs: fromMs + 62 * 86_400_000,
  after: null,
  most: 11,
};
const limits = { enoughMs: 20_000, batchMs: 20_000, totalMs: 60_000 };

function object(key: string, rule: string, events = 1) {
  const event = (number: number) =>
    `BEGIN:VEVENT\r\nUID:${number}\r\nDTSTART:20261201T000000Z\r\nDURATION:PT1M\r\nSUMMARY:${key}\r\nRRULE:${rule}\r\nEND:VEVENT\r\n`;
  const body = Array.from({ length: events }, (_, number) => event(number)).join("");
  return { key, ics: `BEGIN:VCALENDAR\r\n${body}END:VCALENDAR\r\n` };
}
const named = (count: number, rule: string) =>
  Array.from({ length: count }, (_, number) => object(String(number).padStart(4, "0"), rule));
const every = (rule: string, key = "every") => object(key, rule);
/** Takes seconds by itself: all steps that the reader spends on one text. */
const slow = (key: string) => object(key, "FREQ=SECONDLY", 7);

test("the first of all are told, behind a place", async () => {
  const expander = new Expander(256);
  const objects = [every("FREQ=DAILY", "b"), every("FREQ=WEEKLY", "a"), every("FREQ=DAILY", "c")];
  const first = await listIn(expander, objects, { ...query, most: 4 }, limits);
  const names = (found: typeof first) =>
    found.occurrences.map(({ key, startMs }) => `${key}${(startMs - fromMs) / 86_400_000}`);
  expect(names(first)).toEqual(["a0", "b0", "c0", "b1"]);
  const after = first.occurrences[1]?.place ?? null;
  const second = await listIn(expander, objects, { ...query, most: 4, after }, limits);
  expect(names(second)).toEqual(["c0", "b1", "c1", "b2"]);
  expect(second.unreadable).toBe(0);
});

test("of thousands of crowded series no more is held than is asked for", async () => {
  const objects = named(3_000, "FREQ=MINUTELY;INTERVAL=30");
  // Nine million occurrences would not fit.
  const { occurrences, unreadable } = await listIn(new Expander(48), objects, query, limits);
  expect(occurrences.map(({ key }) => key)).toEqual(objects.slice(0, 11).map(({ key }) => key));
  expect(unreadable).toBe(0);
});

test("one that takes too long is counted, and the others are told all the same", async () => {
  const objects = [slow("slow"), every("FREQ=DAILY;COUNT=2"), every("FREQ=MINUTELY;INTERVAL=30", "often")];
  // So many that it is looked through to the end.
  const all = { ...query, most: 20_000 };
  const found = await listIn(new Expander(256), objects, all, { ...limits, enoughMs: 100, batchMs: 700 });
  expect(found.unreadable).toBe(1);
  expect(new Set(found.occurrences.map(({ key }) => key))).toEqual(new Set(["every", "often"]));
});

test("those that take all the time take nothing of what others found", async () => {
  const objects = [...["one", "two", "three"].map(slow), every("FREQ=DAILY;COUNT=2")];
  // Between two objects the thread never stops by itself.
  const found = await listIn(new Expander(256), objects, query, { ...limits, batchMs: 700, totalMs: 1_500 });
  expect(found.occurrences.map(({ key }) => key)).toEqual(["every", "every"]);
  expect(found.unreadable).toBe(3);
});

test("one that takes too much memory ends the thread and not the process", async () => {
  const hours = [...Array(24).keys()].join(",");
  const large = every(`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${hours};BYMINUTE=0,10,20,30,40,50`);
  const expander = new Expander(24);
  const objects = [large, object("small", "FREQ=DAILY;COUNT=3")];
  const found = await listIn(expander, objects, query, limits);
  expect([found.unreadable, found.occurrences.map(({ key }) => key)]).toEqual([
    1,
    ["small", "small", "small"],
  ]);
  expect((await listIn(expander, objects.slice(1), query, limits)).unreadable).toBe(0);
});

test("once the time for all is over, every one that was not read is counted", async () => {
  const objects = ["one", "two", "three"].map(slow);
  const found = await listIn(new Expander(256), objects, query, {
    enoughMs: 50,
    batchMs: 20_000,
    totalMs: 200,
  });
  expect(found).toEqual({ occurrences: [], unreadable: 3 });
});

test("nothing is nothing", async () => {
  expect(await listIn(new Expander(256), [], query, limits)).toEqual({ occurrences: [], unreadable: 0 });
});
