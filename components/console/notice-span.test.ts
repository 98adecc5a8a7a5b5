import { expect, test } from "vitest";
import { noticeMinutes, typedNotice } from "./notice-span.ts";

test.each([
  [0, "0", "hours"],
  [90, "1.5", "hours"],
  [720, "12", "hours"],
  [1440, "1", "days"],
  [2880, "2", "days"],
  [2160, "36", "hours"],
])("%s minutes are read as %s %s, and back", (minutes, notice, unit) => {
  expect(typedNotice(minutes)).toEqual({ notice, unit });
  expect(noticeMinutes(typedNotice(minutes))).toBe(minutes);
});

test.each(["", "soon", "-1", "1e3", "99999"])("%j is no span", (notice) => {
  expect(noticeMinutes({ notice, unit: "hours" })).toBeNull();
});
