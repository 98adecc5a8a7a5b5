import { DAY } from "#lib/core/clock.ts";

/** So long a merge can be undone. Milliseconds. */
export const UNDO_MERGE_MS = 30 * DAY;
