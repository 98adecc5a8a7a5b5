import { UpstreamError } from "#lib/core/errors.ts";

/** For a call that only what the input names can be missing from: what is not found there is not valid. */
export function asInvalid(error: unknown): never {
  if (!(error instanceof UpstreamError) || error.reason !== "not-found") throw error;
  const { service, kind, status = 404, message } = error;
  throw new UpstreamError({ service, kind, status, reason: "invalid", message, cause: error });
}
