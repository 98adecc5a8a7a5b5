import { expect, test } from "vitest";
import type { UpstreamErrorKind } from "#lib/core/errors.ts";
import { isTestOutcome, outcomeOf } from "./outcome-of.ts";

test.each<[UpstreamErrorKind, string | undefined, string]>([
  ["auth", "credentials", "authorization"],
  ["network", "tls", "certificate"],
  ["network", "timeout", "network"],
  ["network", undefined, "network"],
  ["rejected", "server-error", "status"],
  ["rejected", "not-found", "status"],
  ["malformed", "html", "parse"],
  ["rate-limited", undefined, "rate-limited"],
  ["not-configured", undefined, "not-configured"],
])("%s (%s) is told as %s", (kind, reason, outcome) => {
  expect(outcomeOf({ kind, reason })).toBe(outcome);
  expect(isTestOutcome(outcome)).toBe(true);
});

test("what is stored and no outcome is none", () => {
  expect([isTestOutcome("fine"), isTestOutcome(null)]).toEqual([false, false]);
});
