import type { UpstreamError } from "#lib/core/errors.ts";

/** The key of the console's own words (`console.causes`) for a transport's failure. */
export function transportCause({ kind, status = 0 }: UpstreamError): string {
  // A server that fails refuses nobody: it is away.
  return `messenger-${kind === "rejected" && status >= 500 ? "network" : kind}`;
}
