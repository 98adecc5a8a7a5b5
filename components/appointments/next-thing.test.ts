import { expect, test } from "vitest";
import { refusalWords } from "./link-notice.tsx";
import { nextThing } from "./next-thing.ts";

const nothing = {
  stands: false,
  isAhead: false,
  isHeld: false,
  hasOffer: false,
  hasSuccessor: false,
  canPay: false,
  mustSign: false,
  canChooseSitting: false,
};
const ahead = { ...nothing, stands: true, isAhead: true };

test.each([
  ["calendar", ahead],
  ["sitting", { ...ahead, canChooseSitting: true }],
  ["sign", { ...ahead, canChooseSitting: true, mustSign: true }],
  ["pay", { ...ahead, mustSign: true, canPay: true }],
  ["choose", { ...ahead, canPay: true, hasOffer: true }],
  ["choose", { ...nothing, hasOffer: true }],
  ["moved", { ...nothing, hasOffer: true, hasSuccessor: true }],
  ["again", nothing],
  // A sitting that is over leads to the next one.
  ["sitting", { ...nothing, canChooseSitting: true }],
  // Begun, or held only: nothing to do here.
  [null, { ...nothing, stands: true, canPay: true, mustSign: true }],
  [null, { ...nothing, isHeld: true }],
])("the one thing to do next is %s", (thing, page) => {
  expect(nextThing(page)).toBe(thing);
});

test.each([
  ["notice", { code: "booking_refused", errors: { action: ["notice"] } }],
  ["booking_refused", { code: "booking_refused", errors: {} }],
  ["changed", { code: "conflict", errors: {} }],
  ["decided", { code: "conflict", errors: { action: ["decided"] } }],
  ["too_close", { code: "slot_unavailable", errors: { startTime: ["too_close"] } }],
  ["taken", { code: "slot_unavailable", errors: { startTime: ["too_soon"] } }],
  ["taken", { code: "slot_taken", errors: { startTime: ["busy"] } }],
  ["invalid_input", { code: "invalid_input", errors: { text: ["too_long"] } }],
  ["other", { code: "internal", errors: {} }],
])("%s is said of a refusal", (said, draft) => {
  expect(refusalWords(draft)).toBe(said);
});
