import { MatrixRefusal } from "./matrix-answers.ts";

export interface Limit {
  requests: number;
  perMs: number;
}

/** Refuses what comes too fast ("Rate limiting"), by who asks. */
export function createMatrixLimit(now: () => number) {
  let limit: Limit | null = null;
  const taken = new Map<string, number[]>();
  return {
    set(next: Limit | null) {
      limit = next;
      taken.clear();
    },
    take(scope: string): void {
      if (limit === null) return;
      const { requests, perMs } = limit;
      const recent = (taken.get(scope) ?? []).filter((at) => at > now() - perMs);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= requests) {
        const waitMs = oldest + perMs - now();
        // The header is in whole seconds, so the two disagree, as they do at Synapse.
        const header = { "Retry-After": String(Math.ceil(waitMs / 1000)) };
        throw new MatrixRefusal(
          429,
          "M_LIMIT_EXCEEDED",
          "Too Many Requests",
          { retry_after_ms: waitMs },
          header,
        );
      }
      taken.set(scope, [...recent, now()]);
    },
  };
}
