import type { UpstreamError } from "#lib/core/errors.ts";
import { TEST_OUTCOMES, type TestOutcome } from "./integration-view.ts";

/** What a failed test is told as. */
export function outcomeOf({ kind, reason }: Pick<UpstreamError, "kind" | "reason">): TestOutcome {
  switch (kind) {
    case "auth":
      return "authorization";
    case "network":
      return reason === "tls" ? "certificate" : "network";
    case "rejected":
      return "status";
    case "malformed":
      return "parse";
    default:
      return kind;
  }
}

/** One that was stored. */
export function isTestOutcome(text: string | null): text is TestOutcome {
  return TEST_OUTCOMES.some((outcome) => outcome === text);
}
