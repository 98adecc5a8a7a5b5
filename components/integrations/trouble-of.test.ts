import { expect, test } from "vitest";
import type { TestOutcome } from "#lib/hub/integration-view.ts";
import type { IntegrationShown } from "./integration-shown.ts";
import { readIntegration } from "./read-integrations.ts";
import { troubleOf } from "./trouble-of.ts";

const at = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, "0")}:00.000Z`;

function shown(change: Partial<IntegrationShown>): IntegrationShown {
  return { ...readIntegration({ type: "todoist", name: "Todoist" }), status: "failing", ...change };
}

const tested = (minute: number, outcome: TestOutcome, durationMs = 500) => ({
  at: at(minute),
  outcome,
  detail: `tested: ${outcome}`,
  durationMs,
  by: "Ada",
});

const failed = (
  minute: number,
  kind: NonNullable<IntegrationShown["lastFailure"]>["kind"],
  reason: string | null = null,
) => ({ at: at(minute), kind, reason, detail: `called: ${kind}` });

test("what the test found counts over the call it made, and a later call over the test", () => {
  const lastTest = tested(5, "certificate");
  expect(troubleOf(shown({ lastTest, lastFailure: failed(5, "network") }))).toEqual({
    outcome: "certificate",
    detail: "tested: certificate",
    at: at(5),
  });
  expect(troubleOf(shown({ lastTest, lastFailure: failed(6, "auth") }))?.outcome).toBe("authorization");
});

test("a failure after a test that went well is the trouble", () => {
  const trouble = troubleOf(shown({ lastTest: tested(5, "ok"), lastFailure: failed(4, "malformed") }));
  expect(trouble).toEqual({ outcome: "parse", detail: "called: malformed", at: at(4) });
});

test.each([
  ["auth", null, "authorization"],
  ["network", null, "network"],
  ["network", "tls", "certificate"],
  ["rejected", "not-found", "status"],
  ["malformed", null, "parse"],
  ["not-configured", null, "not-configured"],
] as const)("a call that failed by %s (%s) reads as %s", (kind, reason, outcome) => {
  expect(troubleOf(shown({ lastFailure: failed(1, kind, reason) }))?.outcome).toBe(outcome);
});

test("what works has no trouble, whatever failed before", () => {
  for (const status of ["active", "untested", "not_configured"] as const)
    expect(troubleOf(shown({ status, lastFailure: failed(1, "auth") }))).toBeNull();
  expect(troubleOf(shown({}))).toBeNull();
});

test("what takes no more for now says so, also where the last call was answered", () => {
  const limited = { status: "limited" as const, lastSuccessAt: at(3) };
  expect(troubleOf(shown(limited))).toEqual({ outcome: "rate-limited", detail: "", at: "" });
  expect(troubleOf(shown({ ...limited, lastFailure: failed(2, "network") }))?.detail).toBe("");
  const refused = shown({ ...limited, lastFailure: failed(4, "rate-limited") });
  expect(troubleOf(refused)?.detail).toBe("called: rate-limited");
});
