import { describe, expect, test } from "vitest";
import { type NoticeTemplate, noticeTemplates } from "./compose-notice.ts";
import { inquiryNoticeStillTrue, noticeStillTrue, waitlistNoticeStillTrue } from "./still-true.ts";

const NOW = Date.parse("2026-12-01T06:00:00Z");
const LATER = NOW + 1000;
const appointment = {
  status: "PENDING" as const,
  statusReason: null,
  startMs: LATER,
  conflict: false,
  depositState: "none" as const,
};
const now = { nowMs: NOW, hasOffer: false, hasChosen: false, remindsOfMs: null };
const trueOf = (change: Partial<Parameters<typeof noticeStillTrue>[1]>, more: Partial<typeof now> = {}) =>
  noticeTemplates.filter((template) =>
    noticeStillTrue(template, { ...appointment, ...change }, { ...now, ...more }),
  );

describe("what may still be said of an appointment", () => {
  test.each<[string, Parameters<typeof trueOf>, NoticeTemplate[]]>([
    [
      "pending",
      [{}],
      ["requested", "rescheduled", "offer_chosen", "offer_expired", "offer_refused", "message"],
    ],
    [
      "confirmed",
      [{ status: "CONFIRMED" }],
      ["confirmed", "rescheduled", "offer_chosen", "offer_expired", "offer_refused", "reminder", "message"],
    ],
    [
      "confirmed and begun",
      [{ status: "CONFIRMED", startMs: NOW }],
      ["confirmed", "rescheduled", "offer_chosen", "offer_expired", "offer_refused", "message"],
    ],
    ["cancelled", [{ status: "CANCELLED" }], ["cancelled", "offer_expired", "offer_refused", "message"]],
    ["declined", [{ status: "DECLINED" }], ["declined", "offer_expired", "offer_refused", "message"]],
    [
      "expired",
      [{ status: "DECLINED", statusReason: "expired" }],
      ["declined", "expired", "offer_expired", "offer_refused", "message"],
    ],
    ["over", [{ status: "COMPLETED" }], ["offer_expired", "offer_refused", "message"]],
    [
      "declined with other times",
      [{ status: "DECLINED" }, { hasOffer: true }],
      ["declined", "offered", "offer_refused", "message"],
    ],
    [
      "declined, another time chosen",
      [{ status: "DECLINED" }, { hasChosen: true }],
      ["declined", "offer_refused", "message"],
    ],
    [
      "in conflict, with a deposit due",
      [{ conflict: true, depositState: "due" }],
      [
        "requested",
        "rescheduled",
        "conflict",
        "offer_chosen",
        "offer_expired",
        "offer_refused",
        "message",
        "deposit_due",
      ],
    ],
  ])("%s", (_name, [change, more], expected) => {
    expect(trueOf(change, more)).toEqual(expected);
  });
});

test("a reminder of another time is none", () => {
  const confirmed = { ...appointment, status: "CONFIRMED" as const };
  const reminds = (remindsOfMs: number) => noticeStillTrue("reminder", confirmed, { ...now, remindsOfMs });
  expect([reminds(LATER), reminds(LATER + 1)]).toEqual([true, false]);
});

test.each([
  ["received", "OPEN", false, true],
  ["received", "OFFERED", true, false],
  ["offered", "OFFERED", true, true],
  ["offered", "OFFERED", false, false],
  ["chosen", "BOOKED", false, true],
  ["offer_expired", "OPEN", false, true],
  ["offer_expired", "BOOKED", false, false],
  ["offer_refused", "OPEN", false, true],
  ["declined", "DECLINED", false, true],
  ["withdrawn", "OPEN", false, false],
  ["expired", "EXPIRED", false, true],
  ["message", "DECLINED", false, true],
] as const)("%s of an idea that is %s (offer: %s): %s", (template, status, hasOffer, expected) => {
  expect(inquiryNoticeStillTrue(template, { status }, hasOffer)).toBe(expected);
});

test.each([
  ["joined", "WAITING", false, true],
  ["joined", "LEFT", false, false],
  ["offered", "OFFERED", true, true],
  ["offered", "OFFERED", false, false],
  ["passed", "WAITING", false, true],
  ["over", "EXPIRED", false, true],
  ["over", "WAITING", false, false],
] as const)("%s of a waitlist entry that is %s (offer: %s): %s", (template, state, hasOffer, expected) => {
  expect(waitlistNoticeStillTrue(template, { state }, hasOffer)).toBe(expected);
});
