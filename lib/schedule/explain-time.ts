import type { CalendarRow } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireStudio } from "#lib/auth/permissions.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { readOccupied } from "#lib/availability/occupied.ts";
import { blockingIn } from "./blocking-in.ts";
import { brokenRules, offerGrounds } from "./explain.ts";
import type { CalendarReading, TimeExplanation } from "./explanation.ts";

/**
 * Why an artist's time is blocked, with every reason, or why it can be offered: which event of which calendar and since
 * when it is known, which appointment, which rule. From the mirror alone, as what customers are told.
 * @throws AppError `invalid_input`, `not_found`, `not_allowed`
 */
export async function explainTime(
  ctx: Ctx,
  input: {
    artistId: string;
    startMs: number;
    endMs: number;
    serviceId?: string;
    exceptAppointmentId?: string;
  },
): Promise<TimeExplanation> {
  requireStudio(ctx.actor);
  requireAppointmentAccess(ctx.actor, input.artistId);
  const answer = await checkAvailability(ctx, input);
  const { startMs, endMs, exceptAppointmentId } = input;
  const time = { startMs, endMs };
  const { artist, calendars, service, rules } = await loadRules(ctx.db, { ...input, window: time });
  const occupied = await readOccupied(ctx.db, {
    artistId: artist.id,
    rules,
    window: time,
    exceptAppointmentId,
  });
  const nowMs = ctx.now();
  return {
    ...answer,
    ...time,
    artist: { id: artist.id, name: artist.name, timeZone: artist.timeZone },
    service: service && { id: service.id, name: service.name },
    blocking: await blockingIn(ctx, artist, rules, time, exceptAppointmentId),
    rules: brokenRules(rules, occupied, nowMs, time),
    offer: answer.available ? offerGrounds(rules, occupied, nowMs, time) : null,
    calendars: calendars.map(calendarReading),
  };
}

export function calendarReading(calendar: Readonly<CalendarRow>): CalendarReading {
  return {
    name: calendar.displayName || calendar.calendarId,
    readAt: calendar.syncedAt,
    failingSince: calendar.failingSince,
  };
}
