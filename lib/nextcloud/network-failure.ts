import { UpstreamError } from "#lib/core/errors.ts";
import { networkReason, networkSentence } from "#lib/core/network-reason.ts";

/**
 * Translates what `fetch` throws into UpstreamError `network` with a stable reason. `givenUp`: the caller's own signal
 * ended it.
 */
export function networkFailure(host: string, cause: unknown, givenUp = false): UpstreamError {
  const reason = networkReason(cause, givenUp);
  return new UpstreamError({
    service: "nextcloud",
    kind: "network",
    reason,
    message: `The server ${host} ${networkSentence(reason)}.`,
    cause,
  });
}
