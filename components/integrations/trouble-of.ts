import type { TestOutcome } from "#lib/hub/integration-view.ts";
import { outcomeOf } from "#lib/hub/outcome-of.ts";
import { type IntegrationShown, needsAttention } from "./integration-shown.ts";

export interface Trouble {
  outcome: Exclude<TestOutcome, "ok">;
  /** The sentence that came with it; may be empty, as is `at` then. */
  detail: string;
  /** When it was met, ISO 8601. */
  at: string;
}

/** What is wrong with an integration now: what its last test found or what its last call met, whichever is newer. */
export function troubleOf(integration: IntegrationShown): Trouble | null {
  if (!needsAttention(integration)) return null;
  const { status, lastTest, lastFailure, lastSuccessAt } = integration;
  // The last call may have been answered, and have used up what there was.
  const sinceSuccess = lastFailure !== null && lastFailure.at >= (lastSuccessAt ?? "") ? lastFailure : null;
  if (status === "limited")
    return { outcome: "rate-limited", detail: sinceSuccess?.detail ?? "", at: sinceSuccess?.at ?? "" };
  // The call of a test is noted as a call too; the test knows more of it.
  if (lastTest !== null && lastTest.outcome !== "ok" && lastTest.at >= (lastFailure?.at ?? ""))
    return { outcome: lastTest.outcome, detail: lastTest.detail, at: lastTest.at };
  if (lastFailure === null) return null;
  const outcome = outcomeOf({ kind: lastFailure.kind, reason: lastFailure.reason ?? undefined });
  return outcome === "ok" ? null : { outcome, detail: lastFailure.detail, at: lastFailure.at };
}
