import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { freshnessOf } from "./freshness.ts";
import { judgeTime } from "./judge-time.ts";
import { loadRules } from "./load-rules.ts";
import { readOccupied } from "./occupied.ts";
import type { AvailabilityAnswer } from "./types.ts";

export interface AvailabilityQuestion {
  artistId: string;
  serviceId?: string;
  startMs: number;
  endMs: number;
  /** The appointment that is being moved does not stand in its own way. */
  exceptAppointmentId?: string;
}

/**
 * Whether an artist can take a time, with the reason if not, from the mirror alone: no network is asked.
 * @throws AppError `invalid_input` for times reversed or over a day long, `not_found` for unknown ids.
 */
export async function checkAvailability(
  ctx: Ctx,
  question: AvailabilityQuestion,
): Promise<AvailabilityAnswer> {
  const { startMs, endMs } = question;
  if (endMs <= startMs)
    throw new AppError("invalid_input", "The end must lie after the start.", {
      errors: { endTime: ["before_start"] },
    });
  if (endMs - startMs > DAY) {
    throw new AppError("invalid_input", "An appointment lasts a day at most.", {
      errors: { endTime: ["too_long"] },
    });
  }
  const { artist, calendars, rules } = await loadRules(ctx.db, {
    ...question,
    window: { startMs, endMs },
  });
  const nowMs = ctx.now();
  const freshness = freshnessOf(calendars, nowMs, ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND);
  const occupied = await readOccupied(ctx.db, {
    artistId: artist.id,
    rules,
    window: { startMs, endMs },
    exceptAppointmentId: question.exceptAppointmentId,
  });
  let reason = judgeTime(rules, occupied, nowMs, { startMs, endMs });
  if (reason === null && !freshness.verified && calendars.length > 0 && artist.whenUnreachable === "refuse") {
    reason = "calendar_unreachable";
  }
  return { ...freshness, available: reason === null, reason };
}
