/** Why a request got no answer. `aborted`: whoever asked gave it up. */
export type NetworkReason = "timeout" | "dns" | "tls" | "refused" | "reset" | "network" | "aborted";

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
 * What `fetch` throws as a stable reason (Node's and undici's codes). `givenUp`: the caller's own signal ended it.
 */
export function networkReason(error: unknown, givenUp = false): NetworkReason {
  const reason = reasonOf(causeChain(error));
  return givenUp && reason !== "timeout" ? "aborted" : reason;
}

/** What happened, in words that follow the name of whoever was asked. */
export function networkSentence(reason: NetworkReason): string {
  return SENTENCES[reason];
}

/** True when a certificate was shown that does not hold; false for encryption that failed in another way. */
export function isCertificateFailure(error: unknown): boolean {
  return causeChain(error).some(({ code }) => CERTIFICATE.test(code));
}

const CERTIFICATE =
  /^(ERR_TLS_CERT|CERT_|UNABLE_TO_(GET|VERIFY)|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/;

function reasonOf(chain: { name: string; code: string }[]): NetworkReason {
  if (chain.some(({ name }) => name === "TimeoutError")) return "timeout";
  for (const { code } of chain) {
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
    if (code === "ECONNREFUSED") return "refused";
    if (/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/.test(code)) return "timeout";
    if (CERTIFICATE.test(code) || /^(ERR_TLS_|ERR_SSL_|UNABLE_TO_|EPROTO)/.test(code)) return "tls";
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
