import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * A time a customer chose for a sitting must be ahead, begin at a whole minute and lie between the sittings before and
 * after it. @throws AppError `invalid_input`, `slot_unavailable`
 */
export function requireChosenTime(
  ctx: Pick<Ctx, "now">,
  time: { startMs: number; endMs: number },
  room: { fromMs: number | null; toMs: number | null },
): void {
  if (time.startMs <= ctx.now())
    throw new AppError("invalid_input", "This time has passed.", { errors: { startTime: ["past"] } });
  if (time.startMs % MINUTE !== 0)
    throw new AppError("invalid_input", "Times are whole minutes.", {
      errors: { startTime: ["not_a_minute"] },
    });
  if (room.fromMs !== null && time.startMs < room.fromMs)
    throw new AppError("slot_unavailable", "This time is too close to the sitting before.", {
      errors: { startTime: ["too_close"] },
    });
  if (room.toMs !== null && time.endMs > room.toMs)
    throw new AppError("slot_unavailable", "This time is too close to the sitting after.", {
      errors: { startTime: ["too_close"] },
    });
}
