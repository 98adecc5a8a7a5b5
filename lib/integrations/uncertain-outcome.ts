import { UpstreamError } from "#lib/core/errors.ts";
import { reworded } from "./reworded.ts";

/** Nobody was reached. */
const NOT_REACHED = new Set(["dns", "tls", "refused"]);

/**
 * What a write that must not be made twice failed with. Where the vendor may have carried it out nevertheless, the
 * message ends with a sentence that says so; everything else of the error stays.
 * @param sentence `The message may have been sent all the same.`
 */
export function sayIfUncertain(error: unknown, sentence: string): unknown {
  if (!(error instanceof UpstreamError) || !mayBeDone(error)) return error;
  return reworded(error, `${error.message} ${sentence}`, { cause: error });
}

/** Whether a write may have been carried out although the answer was a failure. */
export function mayBeDone({ kind, reason = "", status = 0, neverSent }: UpstreamError): boolean {
  if (neverSent) return false;
  if (kind === "network") return !NOT_REACHED.has(reason);
  return kind === "malformed" || (kind === "rejected" && status >= 500);
}
