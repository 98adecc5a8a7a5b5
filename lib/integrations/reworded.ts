import { UpstreamError } from "#lib/core/errors.ts";

/** The same failure in other words. Its cause is left behind unless one is given, because that might know a secret. */
export function reworded(
  error: UpstreamError,
  message: string,
  more: { neverSent?: boolean; cause?: unknown } = {},
) {
  const { service, kind, retryable, retryAt, status, reason, neverSent } = error;
  return new UpstreamError({
    service,
    kind,
    retryable,
    retryAt,
    status,
    reason,
    neverSent,
    message,
    ...more,
  });
}
