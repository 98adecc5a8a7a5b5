import { expect, test } from "vitest";
import { unexplainedTimes } from "./unexplained-times.ts";

const at = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `2026-12-${text}:00Z`);
const span = (text: string) => {
  const [start = "", end = ""] = text.split("/");
  return { startMs: at(start), endMs: at(end) };
};
const words = (ms: number) => new Date(ms).toISOString().slice(8, 16);

test.each<[string, string[], string[], string[]]>([
  ["nothing is busy", [], ["02T10:00/02T11:00"], []],
  ["nothing is known", ["02T10:00/02T11:00"], [], ["02T10:00/02T11:00"]],
  ["all is known", ["02T10:00/02T11:00"], ["02T10:00/02T11:00"], []],
  [
    "the middle is known",
    ["02T10:00/02T13:00"],
    ["02T11:00/02T12:00"],
    ["02T10:00/02T11:00", "02T12:00/02T13:00"],
  ],
  ["more is known than busy", ["02T10:00/02T11:00"], ["02T09:00/02T12:00"], []],
  [
    "what is known only touches",
    ["02T10:00/02T11:00"],
    ["02T09:00/02T10:00", "02T11:00/02T12:00"],
    ["02T10:00/02T11:00"],
  ],
  [
    "known events overlap",
    ["02T10:00/02T13:00"],
    ["02T10:00/02T11:30", "02T11:00/02T12:00"],
    ["02T12:00/02T13:00"],
  ],
  [
    "busy times come twice, in any order",
    ["02T12:00/02T13:00", "02T10:00/02T12:30"],
    [],
    ["02T10:00/02T13:00"],
  ],
  // The server's reading of a day off that we do not see.
  ["a whole day of UTC is meant as the artist's", ["2026-12-03/2026-12-05"], [], ["02T23:00/04T23:00"]],
  [
    "a day that comes in two parts is one",
    ["2026-12-03/2026-12-04", "2026-12-04/2026-12-05"],
    [],
    ["02T23:00/04T23:00"],
  ],
  ["24 hours that are no day stay what they are", ["02T12:00/03T12:00"], [], ["02T12:00/03T12:00"]],
  // Vienna is an hour ahead: the server's all-day 3 December would otherwise block the first hour of the 4th.
  ["an all-day event is read in UTC", ["2026-12-03/2026-12-04"], ["02T23:00/03T23:00"], []],
  ["an all-day event is read in the artist's zone", ["02T23:00/03T23:00"], ["02T23:00/03T23:00"], []],
  ["several days are", ["2026-12-03/2026-12-06"], ["02T23:00/05T23:00"], []],
  ["24 hours from noon are no days", ["02T12:00/03T13:00"], ["02T12:00/03T12:00"], ["03T12:00/03T13:00"]],
  [
    "beside an all-day event",
    ["2026-12-03/2026-12-04", "04T09:00/04T10:00"],
    ["02T23:00/03T23:00"],
    ["04T09:00/04T10:00"],
  ],
])("%s", (_name, busy, explained, expected) => {
  const left = unexplainedTimes(busy.map(span), explained.map(span), "Europe/Vienna");
  expect(left.map(({ startMs, endMs }) => `${words(startMs)}/${words(endMs)}`)).toEqual(expected);
});

test("the day on which clocks change is a whole day", () => {
  const busy = { startMs: at("2027-03-28"), endMs: at("2027-03-29") };
  const known = { startMs: Date.parse("2027-03-27T23:00:00Z"), endMs: Date.parse("2027-03-28T22:00:00Z") };
  expect(unexplainedTimes([busy], [known], "Europe/Vienna")).toEqual([]);
});

test("west of Greenwich a day off ends at midnight, not in the evening", () => {
  const busy = { startMs: at("2026-12-03"), endMs: at("2026-12-04") };
  expect(unexplainedTimes([busy], [], "America/Los_Angeles")).toEqual([
    { startMs: at("03T08:00"), endMs: at("04T08:00") },
  ]);
});
