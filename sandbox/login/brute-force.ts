import { setTimeout as delay } from "node:timers/promises";

/** Nextcloud's delays in milliseconds: the first one doubles with every failure, up to the longest. */
export type BruteForceDelays = { firstMs: number; longestMs: number };

/** What Nextcloud 24 does: 0.2 s after one failure, 25 s after eight. */
export const nextcloudDelays: BruteForceDelays = { firstMs: 100, longestMs: 25_000 };

const rememberedMs = 12 * 60 * 60 * 1000;
const maxRemembered = 10_000;

export type BruteForce = {
  /** Keeps everybody at that address waiting, also those with the right password. */
  wait(address: string): Promise<void>;
  /** How long somebody at that address waits now, in milliseconds. */
  delayOf(address: string): number;
  failed(address: string, loginName: string): void;
  /** A sign-in with the account's own password forgives the failures of that name. */
  succeeded(address: string, loginName: string): void;
};

/** Nextcloud's protection against guessing, keyed by the address alone. Null: nobody waits. */
export function createBruteForce(delays: BruteForceDelays | null, now: () => number): BruteForce {
  let failures: { address: string; loginName: string; at: number }[] = [];
  const delayOf = (address: string) => {
    const since = now() - rememberedMs;
    const count = failures.filter((failure) => failure.address === address && failure.at > since).length;
    if (delays === null || count === 0) return 0;
    return Math.min(delays.longestMs, delays.firstMs * 2 ** count);
  };
  return {
    delayOf,
    async wait(address) {
      const ms = delayOf(address);
      if (ms > 0) await delay(ms, undefined, { ref: false });
    },
    failed(address, loginName) {
      failures = [...failures, { address, loginName, at: now() }].slice(-maxRemembered);
    },
    succeeded(address, loginName) {
      failures = failures.filter((failure) => failure.address !== address || failure.loginName !== loginName);
    },
  };
}
