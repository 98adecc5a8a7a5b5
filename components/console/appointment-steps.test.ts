import { expect, test } from "vitest";
import { appointmentSteps } from "./appointment-steps.ts";

test.each([
  ["PENDING", 2000, ["confirm", "decline", "move"]],
  ["PENDING", 1000, ["confirm", "decline"]],
  ["CONFIRMED", 2000, ["move", "cancel"]],
  ["CONFIRMED", 500, ["came", "missed", "cancel"]],
  ["DECLINED", 2000, []],
  ["CANCELLED", 2000, []],
  ["COMPLETED", 500, ["missed"]],
  ["NO_SHOW", 500, ["came"]],
] as const)("%s starting at %s", (status, startMs, steps) => {
  expect(appointmentSteps({ status, startMs }, 1000)).toEqual(steps);
});
