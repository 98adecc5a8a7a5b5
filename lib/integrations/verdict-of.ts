import { UpstreamError } from "#lib/core/errors.ts";
import type { Verdict } from "./breaker.ts";

/** Nobody was asked, or nobody waited for the answer. */
const UNTOLD = new Set(["aborted", "paused", "busy", "quiet"]);
/** What stands in front of a vendor, or the whole of it, is not up to it. A plain 500 may be one operation's own. */
const UNAVAILABLE = new Set([502, 503, 504]);

/** What an answer, or the failure to get one, says of a vendor as a whole. */
export function verdictOf(outcome: unknown): Verdict {
  const isFailure = outcome instanceof UpstreamError;
  if (isFailure && UNTOLD.has(outcome.reason ?? "")) return null;
  if (isFailure && outcome.kind === "network") return "failed";
  const status = statusOf(outcome);
  if (UNAVAILABLE.has(status)) return "failed";
  return status >= 200 && status < 500 ? "well" : null;
}

function statusOf(outcome: unknown): number {
  return typeof outcome === "object" && outcome !== null && "status" in outcome ? Number(outcome.status) : 0;
}
