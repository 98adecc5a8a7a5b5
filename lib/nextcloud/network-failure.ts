import { UpstreamError } from "#lib/core/errors.ts";
import { type NetworkReason, networkReason } from "#lib/core/network-reason.ts";

const SENTENCES: Readonly<Record<NetworkReason, string>> = {
  timeout: "did not answer in time",
  dns: "could not be found: its name does not resolve",
  tls: "could not be reached securely: its certificate or encryption is not accepted",
  refused: "refused the connection",
  reset: "closed the connection before it had answered",
  network: "could not be reached",
  aborted: "was not waited for: the request was given up",
};

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
    message: `The server ${host} ${SENTENCES[reason]}.`,
    cause,
  });
}
