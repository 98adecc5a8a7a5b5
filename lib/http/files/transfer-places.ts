import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";

export interface TransferPlaces {
  /** @returns what gives the place back. @throws AppError `rate_limited` when there is none. */
  take(user: string, nowMs: number): () => void;
  /** Places taken. */
  taken(): number;
}

const RETRY_MS = 5 * SECOND;

/** A bounded number of transfers at once, of one person and of everybody: each holds connections and memory. */
export function transferPlaces(limits: { total: number; perUser: number }): TransferPlaces {
  const perUser = new Map<string, number>();
  let total = 0;
  return {
    taken: () => total,
    take(user, nowMs) {
      const own = perUser.get(user) ?? 0;
      if (total >= limits.total || own >= limits.perUser) {
        const whose = own >= limits.perUser ? "yours" : "others'";
        throw new AppError(
          "rate_limited",
          `So many files of ${whose} are on their way that this one has to wait. Please try again in a moment.`,
          { retryAt: nowMs + RETRY_MS },
        );
      }
      total += 1;
      perUser.set(user, own + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        total -= 1;
        const left = (perUser.get(user) ?? 1) - 1;
        if (left > 0) perUser.set(user, left);
        else perUser.delete(user);
      };
    },
  };
}
