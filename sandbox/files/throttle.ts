import { setTimeout as delay } from "node:timers/promises";

/** Holds all transfers together to one rate. */
export type Throttle = {
  /** Bits a second, both ways together; null: as fast as it goes. May be changed at any time. */
  bitsPerSecond: number | null;
  /** Waits until so many bytes may have passed. */
  take(bytes: number): Promise<void> | undefined;
  /** The largest piece to take at once, in bytes, so that the flow stays even. */
  piece(): number;
};

/** What may pass at once after a pause, in milliseconds of the rate: about what a timer is late by on a busy machine. */
const burstMs = 20;

/** A token bucket, kept as the instant at which everything that was let through has passed. */
export function createThrottle(bitsPerSecond: number | null, now = () => performance.now()): Throttle {
  let passedAt = 0;
  return {
    bitsPerSecond,
    take(bytes) {
      if (this.bitsPerSecond === null) return undefined;
      const at = now();
      passedAt = Math.max(passedAt, at - burstMs) + (bytes * 8 * 1000) / this.bitsPerSecond;
      const wait = passedAt - at;
      return wait < 1 ? undefined : delay(wait);
    },
    piece() {
      if (this.bitsPerSecond === null) return 1 << 20;
      return Math.max(1024, Math.min(1 << 18, Math.round(this.bitsPerSecond / 8 / 400)));
    },
  };
}
