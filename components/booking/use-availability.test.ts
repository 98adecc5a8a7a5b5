import { expect, test } from "vitest";
import { toTimeCheck } from "./use-availability.ts";

test("an answer becomes a check or a cross; an unknown reason is still a cross", () => {
  expect(toTimeCheck({ available: true, reason: null, verified: false })).toEqual({
    state: "free",
    verified: false,
  });
  expect(toTimeCheck({ available: false, reason: "day_full", verified: true })).toEqual({
    state: "taken",
    reason: "day_full",
  });
  expect(toTimeCheck({ available: false, reason: "eclipse", verified: true })).toEqual({
    state: "taken",
    reason: "busy",
  });
});
