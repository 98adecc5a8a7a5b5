import { expect, test } from "vitest";
import {
  addStretch,
  copyDay,
  dayProblems,
  hoursOf,
  type Stretch,
  weekMinutes,
  weekOf,
} from "./working-hours.ts";

const stretch = (id: number, start: string, end: string): Stretch => ({ id, start, end });

test("hours become a week and the same hours again, in the order of the clock", () => {
  const week = weekOf([
    { weekday: 2, startMinute: 840, endMinute: 1440 },
    { weekday: 2, startMinute: 540, endMinute: 780 },
    { weekday: 7, startMinute: 600, endMinute: 660 },
  ]);
  expect(week).toHaveLength(7);
  expect(week[1]?.map(({ start, end }) => [start, end])).toEqual([
    ["09:00", "13:00"],
    ["14:00", "00:00"],
  ]);
  expect(hoursOf(week)).toEqual([
    { weekday: 2, startMinute: 540, endMinute: 780 },
    { weekday: 2, startMinute: 840, endMinute: 1440 },
    { weekday: 7, startMinute: 600, endMinute: 660 },
  ]);
  expect(weekMinutes(week)).toBe(240 + 600 + 60);
});

test.each<[string, Stretch[], [number, string][]]>([
  ["apart", [stretch(1, "09:00", "12:00"), stretch(2, "13:00", "17:00")], []],
  ["touching", [stretch(1, "09:00", "12:00"), stretch(2, "12:00", "17:00")], []],
  ["overlapping", [stretch(1, "09:00", "13:00"), stretch(2, "12:59", "17:00")], [[2, "overlap"]]],
  [
    "overlapping, written the other way round",
    [stretch(1, "12:00", "17:00"), stretch(2, "09:00", "13:00")],
    [[1, "overlap"]],
  ],
  [
    "one inside a long one, not only beside its neighbour",
    [stretch(1, "08:00", "20:00"), stretch(2, "09:00", "10:00"), stretch(3, "11:00", "12:00")],
    [
      [2, "overlap"],
      [3, "overlap"],
    ],
  ],
  ["twice the same", [stretch(1, "09:00", "10:00"), stretch(2, "09:00", "10:00")], [[2, "overlap"]]],
  ["until midnight", [stretch(1, "20:00", "00:00")], []],
  ["ending before it starts", [stretch(1, "17:00", "09:00")], [[1, "backwards"]]],
  ["of no length", [stretch(1, "09:00", "09:00")], [[1, "backwards"]]],
  ["half written", [stretch(1, "09:00", ""), stretch(2, "08:00", "10:00")], [[1, "incomplete"]]],
])("a day with stretches %s", (_, day, problems) => {
  expect([...dayProblems(day)]).toEqual(problems);
});

test("a day is copied to others in place of theirs, with ids of its own", () => {
  const week = weekOf([
    { weekday: 1, startMinute: 540, endMinute: 720 },
    { weekday: 1, startMinute: 780, endMinute: 1020 },
    { weekday: 3, startMinute: 0, endMinute: 60 },
    { weekday: 6, startMinute: 600, endMinute: 660 },
  ]);
  const copied = copyDay(week, 0, [0, 1, 2, 3, 4]);
  expect(hoursOf(copied).filter(({ weekday }) => weekday === 3)).toEqual([
    { weekday: 3, startMinute: 540, endMinute: 720 },
    { weekday: 3, startMinute: 780, endMinute: 1020 },
  ]);
  expect(copied[0]).toEqual(week[0]);
  expect(copied[5]).toEqual(week[5]);
  const ids = copied.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a stretch added follows the last one after a break and stays within the day", () => {
  const empty = weekOf([]);
  const once = addStretch(empty, 0);
  expect(hoursOf(once)).toEqual([{ weekday: 1, startMinute: 540, endMinute: 1020 }]);
  const twice = addStretch(once, 0);
  expect(hoursOf(twice)[1]).toEqual({ weekday: 1, startMinute: 1080, endMinute: 1260 });
  const late = addStretch(addStretch(twice, 0), 0);
  for (const { startMinute, endMinute } of hoursOf(late)) expect(endMinute).toBeGreaterThan(startMinute);
});
