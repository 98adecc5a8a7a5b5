import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { statusOf } from "./status-of.ts";

const now = Date.parse("2026-12-01T06:00:00Z");
const nothing = { succeededAt: null, failingSince: null, failureKind: null, rateLimit: null, pauses: null };
const usedUp = { limit: 1000, remaining: 0, resetAt: now + MINUTE, seenAt: now - 1 };

const cases: [string, Parameters<typeof statusOf>[1], string][] = [
  ["nothing is known", undefined, "untested"],
  ["only tested without an answer that counts", nothing, "untested"],
  ["the last contact went well", { ...nothing, succeededAt: now - HOUR }, "active"],
  ["just now", { ...nothing, succeededAt: now }, "active"],
  ["a day ago", { ...nothing, succeededAt: now - DAY }, "active"],
  ["longer than a day ago", { ...nothing, succeededAt: now - DAY - 1 }, "untested"],
  ["by a clock that was a year ahead", { ...nothing, succeededAt: now + 365 * DAY }, "untested"],
  ["never, and failed", { ...nothing, failingSince: now - 1, failureKind: "auth" }, "failing"],
  [
    "and failed since",
    { ...nothing, succeededAt: now - 2, failingSince: now - 1, failureKind: "network" },
    "failing",
  ],
  [
    "and failed at that very moment",
    { ...nothing, succeededAt: now, failingSince: now, failureKind: "auth" },
    "failing",
  ],
  [
    "failed a week ago and was not asked since",
    { ...nothing, failingSince: now - 7 * DAY, failureKind: "auth" },
    "failing",
  ],
  ["failed and went well since", { ...nothing, failureKind: "auth", succeededAt: now - 1 }, "active"],
  ["told to wait", { ...nothing, failingSince: now - 1, failureKind: "rate-limited" }, "limited"],
  ["the rest is used up", { ...nothing, succeededAt: now, rateLimit: usedUp }, "limited"],
  [
    "the rest was used up and is there again",
    { ...nothing, succeededAt: now, rateLimit: { ...usedUp, resetAt: now } },
    "active",
  ],
  [
    "nobody knows when there is more",
    { ...nothing, succeededAt: now, rateLimit: { ...usedUp, resetAt: null } },
    "active",
  ],
  [
    "the key is wrong and the rest used up",
    { ...nothing, failingSince: now, failureKind: "auth", rateLimit: usedUp },
    "failing",
  ],
  ["paused", { ...nothing, failingSince: now, failureKind: "network", pauses: { web: now + 1 } }, "paused"],
  [
    "the pause is over",
    { ...nothing, failingSince: now, failureKind: "network", pauses: { web: now } },
    "failing",
  ],
  [
    "paused by another process, though it went well",
    { ...nothing, succeededAt: now, pauses: { web: now + 1 } },
    "paused",
  ],
];

describe("the status of an integration", () => {
  test.each(cases)("%s", (_name, known, status) => {
    expect(statusOf(true, known, now)).toBe(status);
    expect(statusOf(false, known, now)).toBe("not_configured");
  });
});
