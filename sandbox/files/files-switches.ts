import { createThrottle, type Throttle } from "./throttle.ts";

/** What a test can set about files while the cloud runs. */
export type FilesSwitches = {
  throttle: Throttle;
  /** The bytes a user may use; unlimited for whoever is not in it. */
  quotas: Map<string, number>;
  /** Locked files: `<user>/<path relative to the home>`. */
  locks: Set<string>;
  /** The shortest password a link may have; null as on a server without the password policy. */
  minimumPasswordLength: number | null;
};

export const createFilesSwitches = (bitsPerSecond: number | null): FilesSwitches => ({
  throttle: createThrottle(bitsPerSecond),
  quotas: new Map(),
  locks: new Set(),
  minimumPasswordLength: null,
});
