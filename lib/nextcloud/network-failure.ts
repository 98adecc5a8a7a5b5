import { UpstreamError } from "#lib/core/errors.ts";

type NetworkReason = "timeout" | "dns" | "tls" | "refused" | "reset" | "network" | "aborted";

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
 * Translates what `fetch` throws into UpstreamError `network` with a stable reason (Node's and undici's codes).
 * `givenUp`: the caller's own signal ended it.
 */
export function networkFailure(host: string, cause: unknown, givenUp = false): UpstreamError {
  const reason = givenUp && reasonOf(cause) !== "timeout" ? "aborted" : reasonOf(cause);
  return new UpstreamError({
    service: "nextcloud",
    kind: "network",
    reason,
    message: `The server ${host} ${SENTENCES[reason]}.`,
    cause,
  });
}

function reasonOf(error: unknown): NetworkReason {
  const chain = causeChain(error);
  const names = chain.map((link) => link.name);
  if (names.includes("TimeoutError")) return "timeout";
  for (const { code } of chain) {
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
    if (code === "ECONNREFUSED") return "refused";
    if (/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/.test(code)) return "timeout";
    if (/^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/.test(code))
      return "tls";
    if (/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/.test(code))
      return "reset";
  }
  return "network";
}

/** The error and what caused it, a few links deep; both attempts of a host with two addresses included. */
function causeChain(error: unknown): { name: string; code: string }[] {
  const chain: { name: string; code: string }[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && chain.length < 12) {
    const link = queue.shift();
    if (typeof link !== "object" || link === null) continue;
    const code = "code" in link && typeof link.code === "string" ? link.code : "";
    const name = "name" in link && typeof link.name === "string" ? link.name : "";
    chain.push({ name, code });
    if ("errors" in link && Array.isArray(link.errors)) queue.push(...link.errors);
    if ("cause" in link) queue.push(link.cause);
  }
  return chain;
}
