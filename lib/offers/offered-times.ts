import { DAY, MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";

export interface OfferedTime {
  startMs: number;
  endMs?: number | undefined;
}

/**
 * What somebody of the studio wants to offer, sorted and with its ends. Beyond working hours and notice is fine.
 * @throws AppError `invalid_input` with the place in the list as the field: `times.0`
 */
export function offeredTimes(
  times: readonly OfferedTime[],
  options: { durationMs: number; nowMs: number; mostTimes: number },
): { startMs: number; endMs: number }[] {
  if (times.length === 0) throw refused("times", "required");
  if (times.length > options.mostTimes) throw refused("times", "too_many");
  const whole = times.map(({ startMs, endMs = startMs + options.durationMs }) => ({ startMs, endMs }));
  for (const [index, { startMs, endMs }] of whole.entries()) {
    const field = `times.${index}`;
    if (startMs <= options.nowMs) throw refused(field, "past");
    if (startMs % MINUTE !== 0 || endMs % MINUTE !== 0) throw refused(field, "not_a_minute");
    if (endMs <= startMs) throw refused(field, "before_start");
    if (endMs - startMs > DAY) throw refused(field, "too_long");
    if (whole.slice(0, index).some((other) => other.startMs < endMs && other.endMs > startMs))
      throw refused(field, "overlap");
  }
  return whole.sort((a, b) => a.startMs - b.startMs);
}

function refused(field: string, key: string): AppError {
  return new AppError("invalid_input", "Please check the times.", { errors: { [field]: [key] } });
}
