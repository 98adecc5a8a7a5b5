import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Interval } from "./types.ts";

/** At most this much of the calendar is answered at once. */
const MAX_WINDOW_MS = 62 * DAY;

/** The window slots are asked for. @throws AppError `invalid_input` when it is reversed or over 62 days. */
export function requireWindow(input: { fromMs: number; toMs: number }): Interval {
  if (input.toMs <= input.fromMs)
    throw new AppError("invalid_input", "The end must lie after the start.", {
      errors: { to: ["before_start"] },
    });
  if (input.toMs - input.fromMs > MAX_WINDOW_MS) {
    throw new AppError("invalid_input", "At most 62 days can be asked for at once.", {
      errors: { to: ["too_long"] },
    });
  }
  return { startMs: input.fromMs, endMs: input.toMs };
}
