import type { Env } from "#lib/core/env.ts";

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 50;

/** The largest file that a room takes, bytes: 50 MB, or less where uploads are limited to less everywhere. */
export function mostMediaBytes(env: Pick<Env, "PARLOUR_UPLOAD_MAX_MB">): number {
  return Math.min(MOST_MEGABYTES, env.PARLOUR_UPLOAD_MAX_MB) * MEGABYTE;
}

/** Copies of what the homeserver has too, all together, bytes; those that were read longest ago go first. */
export const MOST_COPIED_BYTES = 2048 * MEGABYTE;
