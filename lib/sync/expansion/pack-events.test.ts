import { expect, test } from "vitest";
import { packEvents, unpackEvents } from "./pack-events.ts";

test("events come out as they went in", () => {
  const start = Date.parse("2199-12-31T23:59:59Z");
  const events = [
    { uid: "a", recurring: false, unreadable: null, intervals: [] },
    null,
    { uid: "", recurring: true, unreadable: "no DTSTART", intervals: [{ startMs: start, endMs: start + 1 }] },
    {
      uid: "ü",
      recurring: true,
      unreadable: null,
      intervals: [
        { startMs: 1, endMs: 2 },
        { startMs: 3, endMs: 4 },
      ],
    },
  ];
  expect(unpackEvents(structuredClone(packEvents(events)))).toEqual(events);
  expect(unpackEvents(packEvents([]))).toEqual([]);
});
