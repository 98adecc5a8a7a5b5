import { expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { mayRepeat, pauseBefore } from "./retry-rules.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const failure = (more: Partial<UpstreamError>) =>
  new UpstreamError({ service: "todoist", kind: "network", message: "no", ...more });
const pauses = (error: UpstreamError, attempt = 1) =>
  Array.from({ length: 300 }, () => pauseBefore(attempt, error, NOW, 1_000));

test("never shorter than the vendor asked for, nor than our own would be", () => {
  const asked = pauses(failure({ kind: "rate-limited", retryAt: NOW + 2_000 }));
  expect(Math.min(...asked)).toBeGreaterThan(2_000);
  expect(Math.max(...asked)).toBeLessThan(3_100);
  // Whoever answers "at once" is not asked three times within a moment.
  const atOnce = pauses(failure({ kind: "rate-limited", retryAt: NOW }), 2);
  expect(Math.max(...atOnce)).toBeGreaterThan(300);
});

test("those who are let go together do not come together", () => {
  const asked = pauses(failure({ kind: "rate-limited", retryAt: NOW + 2_000 }));
  expect(new Set(asked.map((ms) => Math.round(ms / 100))).size).toBeGreaterThan(5);
});

test.each([
  ["a GET", {}, { reason: "timeout" }, true],
  ["a GET that takes something", { repeatable: false }, { reason: "timeout" }, false],
  ["a GET that takes something", { repeatable: false }, { kind: "rejected", status: 503 }, false],
  ["a GET that takes something and reached nobody", { repeatable: false }, { reason: "refused" }, true],
  [
    "a GET that takes something and was too much",
    { repeatable: false },
    { kind: "rate-limited", status: 429 },
    true,
  ],
  ["a POST", { method: "POST" }, { reason: "timeout" }, false],
  ["a POST that was never sent", { method: "POST" }, { reason: "timeout", neverSent: true }, true],
  [
    "a POST that was never sent",
    { method: "POST" },
    { kind: "rejected", status: 503, neverSent: true },
    true,
  ],
  ["a silence of our own", {}, { kind: "rate-limited", reason: "quiet", neverSent: true }, false],
  ["a pause", {}, { reason: "paused", neverSent: true }, false],
] as const)("%s %j after %j: %s", (_name, request, error, repeated) => {
  expect(mayRepeat({ path: "/x", ...request }, failure(error), NOW)).toBe(repeated);
});
