import type { IntegrationStatus, IntegrationView } from "#lib/hub/integration-view.ts";

/** What the console shows of an integration: as the API answers it, whichever systems a later version knows. */
export type IntegrationShown = Omit<IntegrationView, "type"> & { type: string };

/** What is wrong stands first, what is not set up last. */
const URGENCY: Record<IntegrationStatus, number> = {
  failing: 0,
  paused: 1,
  limited: 2,
  untested: 3,
  active: 4,
  not_configured: 5,
};

/** The ids in the order they are looked at; those of one urgency keep theirs. */
export function lookOrder(integrations: readonly IntegrationShown[]): string[] {
  return [...integrations]
    .sort((one, other) => URGENCY[one.status] - URGENCY[other.status])
    .map(({ type }) => type);
}

/** Who somebody has to look after. */
export function needsAttention({ status }: Pick<IntegrationShown, "status">): boolean {
  return status === "failing" || status === "paused" || status === "limited";
}

/** True when it was never asked with these settings; one that was, but not lately, reads otherwise. */
export function neverAsked({ lastTest, lastSuccessAt, lastFailure }: IntegrationShown): boolean {
  return lastTest === null && lastSuccessAt === null && lastFailure === null;
}

/**
 * Until when a limit or a pause lasts, epoch milliseconds; null where nobody said. What a vendor said while there was
 * room left is not about a limit it set later.
 */
export function lastsUntil({ status, rateLimit, breaker }: IntegrationShown, nowMs: number): number | null {
  const limitedUntil = rateLimit !== null && rateLimit.remaining <= 0 ? rateLimit.resetAt : null;
  const until = status === "limited" ? limitedUntil : status === "paused" ? breaker.until : null;
  const untilMs = until === null ? 0 : Date.parse(until);
  return untilMs > nowMs ? untilMs : null;
}
