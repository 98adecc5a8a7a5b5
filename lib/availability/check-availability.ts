import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { freshnessOf } from "./freshness.ts";
import { judgeTime } from "./judge-time.ts";
import { loadRules } from "./load-rules.ts";
import { nearestReason } from "./nearest-reason.ts";
import { readOccupied } from "./occupied.ts";
import { offeringArtists } from "./offering-artists.ts";
import { togetherAsFresh } from "./together-as-fresh.ts";
import type { AvailabilityAnswer } from "./types.ts";

export interface AvailabilityQuestion {
  /** `any`: anybody who offers the service, or anybody at all. */
  artistId: string;
  serviceId?: string;
  startMs: number;
  endMs: number;
  /** The appointment that is being moved does not stand in its own way. */
  exceptAppointmentId?: string;
}

export const ANY_ARTIST = "any";

/**
 * Whether an artist, or anybody, can take a time, with the reason if not, from the mirror alone: no network is asked.
 * @throws AppError `invalid_input` for times reversed or over a day long, `not_found` for unknown ids.
 */
export async function checkAvailability(
  ctx: Pick<Ctx, "db" | "env" | "now">,
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
  return question.artistId === ANY_ARTIST ? checkAnybody(ctx, question) : checkOne(ctx, question);
}

async function checkOne(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  question: AvailabilityQuestion,
): Promise<AvailabilityAnswer> {
  const { startMs, endMs, exceptAppointmentId } = question;
  const window = { startMs, endMs };
  const { artist, calendars, rules } = await loadRules(ctx.db, { ...question, window });
  const nowMs = ctx.now();
  const freshness = freshnessOf(calendars, nowMs, ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND);
  const occupied = await readOccupied(ctx.db, { artistId: artist.id, rules, window, exceptAppointmentId });
  let reason = judgeTime(rules, occupied, nowMs, window);
  if (reason === null && !freshness.verified && calendars.length > 0 && artist.whenUnreachable === "refuse") {
    reason = "calendar_unreachable";
  }
  return { ...freshness, available: reason === null, reason };
}

async function checkAnybody(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  question: AvailabilityQuestion,
): Promise<AvailabilityAnswer> {
  const answers: AvailabilityAnswer[] = [];
  for (const artistId of await offeringArtists(ctx, question.serviceId)) {
    const answer = await checkOne(ctx, { ...question, artistId });
    if (answer.available) return answer;
    answers.push(answer);
  }
  const reason = nearestReason(answers.map((answer) => answer.reason));
  return { ...togetherAsFresh(answers), available: false, reason };
}
