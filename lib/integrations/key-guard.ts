import { MINUTE } from "#lib/core/clock.ts";
import type { UpstreamError } from "#lib/core/errors.ts";

/** Vendors lock accounts that send a wrong password again and again. */
const REFUSED_MS = MINUTE;

/** Keeps credentials that were refused to ourselves for a minute, or until something goes well with them. */
export interface KeyGuard {
  /** Why they are not sent now; null when they may be. */
  refusal(nowMs: number): UpstreamError | null;
  refused(error: UpstreamError, nowMs: number): void;
  accepted(): void;
}

export function createKeyGuard(): KeyGuard {
  let last: { error: UpstreamError; at: number } | null = null;
  let isTrusted = false;
  return {
    refusal(nowMs) {
      // A clock that was set back makes nobody wait.
      const isRecent = last !== null && nowMs >= last.at && nowMs < last.at + REFUSED_MS;
      return isRecent ? (last?.error ?? null) : null;
    },
    refused(error, at) {
      // What was good a moment ago is asked once more: one operation that is not allowed must not stop the others.
      if (!isTrusted) last = { error, at };
      isTrusted = false;
    },
    accepted() {
      isTrusted = true;
      last = null;
    },
  };
}
