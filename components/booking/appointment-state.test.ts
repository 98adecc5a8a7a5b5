import { expect, test } from "vitest";
import { appointmentState } from "./appointment-state.ts";

test.each([
  ["PENDING", null, true, { headline: "NEW", text: "PENDING", stands: true }],
  ["PENDING", null, false, { headline: "PENDING", stands: true }],
  ["CONFIRMED", null, true, { headline: "CONFIRMED", tone: "good", stands: true }],
  ["DECLINED", null, false, { headline: "DECLINED", text: "DECLINED", stands: false }],
  ["DECLINED", "expired", false, { badge: "EXPIRED", headline: "EXPIRED", text: "EXPIRED", stands: false }],
  ["CANCELLED", "by_customer", false, { badge: "CANCELLED", text: "by_customer" }],
  ["CANCELLED", "deleted_in_calendar", false, { badge: "CANCELLED", text: "byStudio" }],
  ["CANCELLED", null, false, { text: "CANCELLED" }],
  ["NO_SHOW", null, false, { headline: "NO_SHOW", stands: false }],
] as const)("%s, reason %s, new %s", (status, reason, isNew, expected) => {
  expect(appointmentState(status, reason, isNew)).toMatchObject(expected);
});
