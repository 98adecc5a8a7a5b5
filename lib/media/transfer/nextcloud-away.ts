import { UpstreamError } from "#lib/core/errors.ts";

/** Whether Nextcloud cannot be asked at present, as opposed to having refused: what may wait can wait for it. */
export function isNextcloudAway(error: unknown): error is UpstreamError {
  if (!(error instanceof UpstreamError) || error.service !== "nextcloud") return false;
  if (error.kind === "rejected") return (error.status ?? 0) >= 500;
  return error.kind === "network" || error.kind === "rate-limited" || error.kind === "auth";
}
