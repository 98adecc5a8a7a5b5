import type { UpstreamErrorKind } from "#lib/core/errors.ts";

/** Every kind of UpstreamError. */
export const UPSTREAM_KINDS = [
  "network",
  "auth",
  "rate-limited",
  "rejected",
  "malformed",
  "not-configured",
] as const satisfies readonly UpstreamErrorKind[];

/** One that was stored. */
export function isUpstreamKind(text: string | null): text is UpstreamErrorKind {
  return UPSTREAM_KINDS.some((kind) => kind === text);
}
