import { expect, test } from "vitest";
import { readDateValue } from "./date-value.ts";

test.each([
  ["20260105T093015Z", "2026-01-05T09:30:15.000Z", true],
  ["20260105T093015", "2026-01-05T09:30:15.000Z", false],
  ["20260105t093015z", "2026-01-05T09:30:15.000Z", true],
  [" 2026-01-05T09:30:15Z ", "2026-01-05T09:30:15.000Z", true],
  ["20240229T000000Z", "2024-02-29T00:00:00.000Z", true],
  ["00990101T000000Z", "0099-01-01T00:00:00.000Z", true],
  ["99991231T235959Z", "9999-12-31T23:59:59.000Z", true],
  ["20260105T240000", "2026-01-06T00:00:00.000Z", false],
  ["20260105T235960Z", "2026-01-06T00:00:00.000Z", true],
])("%s is a time", (text, instant, isUtc) => {
  expect(readDateValue(text)).toEqual({ civil: Date.parse(instant), isDate: false, isUtc });
});

test.each(["20260105", "2026-01-05"])("%s is a date", (text) => {
  expect(readDateValue(text)).toEqual({
    civil: Date.parse("2026-01-05T00:00:00Z"),
    isDate: true,
    isUtc: false,
  });
});

test.each([
  "20260230T093015Z",
  "20230229T093015",
  "00000101T000000Z",
  "20261301T093015",
  "20260100T093015",
  "20260105T250000Z",
  "20260105T240001Z",
  "20260105T096000",
  "20260105T090061",
  "2026010５T093015Z",
  "-0260105T093015Z",
  "20260105T0930 5Z",
  "20260105T093015X",
  "20260105X093015Z",
])("%s is neither", (text) => {
  expect(readDateValue(text)).toBeNull();
});
