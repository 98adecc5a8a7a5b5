import { type IntegrationState, pausedUntil } from "#db/queries/fold-contact.ts";
import { DAY } from "#lib/core/clock.ts";
import type { IntegrationStatus } from "./integration-view.ts";

type Known = Pick<IntegrationState, "succeededAt" | "failingSince" | "failureKind" | "rateLimit" | "pauses">;

/**
 * The one word for how an integration is. `known` is what is known of today's configuration only. Whether a connection
 * works is never guessed: `active` is one whose last contact went well within the last day.
 */
export function statusOf(configured: boolean, known: Known | undefined, nowMs: number): IntegrationStatus {
  if (!configured) return "not_configured";
  if (!known) return "untested";
  const { succeededAt, failingSince, failureKind, rateLimit, pauses } = known;
  if (nowMs < (pausedUntil(pauses, nowMs) ?? 0)) return "paused";
  if (failingSince !== null) return failureKind === "rate-limited" ? "limited" : "failing";
  // A time far ahead was noted by a clock that was wrong.
  if (succeededAt === null || Math.abs(nowMs - succeededAt) > DAY) return "untested";
  const isUsedUp = rateLimit !== null && rateLimit.remaining <= 0 && nowMs < (rateLimit.resetAt ?? 0);
  return isUsedUp ? "limited" : "active";
}
