import { UpstreamError } from "#lib/core/errors.ts";

/** Whether the homeserver itself refused for one of these reasons (`not-found`, `room-in-use`, …). */
export function isRefusal(error: unknown, ...reasons: string[]): boolean {
  return (
    error instanceof UpstreamError &&
    error.service === "matrix" &&
    error.kind === "rejected" &&
    reasons.includes(error.reason ?? "")
  );
}
