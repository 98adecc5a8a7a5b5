import { findBookingSetup } from "#db/queries/artists.ts";
import { type AuditRow, listAudit } from "#db/queries/audit.ts";
import { loadAppointment } from "#lib/appointments/load-appointment.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { freshnessOf } from "#lib/availability/freshness.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { workingTimes } from "#lib/availability/working-times.ts";
import { SECOND } from "#lib/core/clock.ts";
import { blockingIn } from "./blocking-in.ts";
import { calendarReading } from "./explain-time.ts";
import type { AppointmentExplanation } from "./explanation.ts";

/** The steps that give an appointment its time. */
const SETTLING = [
  "requested",
  "created",
  "held",
  "chosen",
  "rescheduled",
  "rescheduled_and_confirmed",
  "restored",
  "undone",
];

/**
 * Why an appointment could be made where it stands: what was known when its time was settled, and what overlaps it now,
 * each with the moment we heard of it.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function explainAppointment(ctx: Ctx, id: string): Promise<AppointmentExplanation> {
  const appointment = await loadAppointment(ctx, id);
  const { startMs, endMs } = appointment;
  const time = { startMs, endMs };
  const history = await listAudit(ctx.db, "appointment", id);
  const settled = settledBy(history);
  const at = settled?.at ?? appointment.createdAt;
  const requested = history.find(({ action }) => action === "requested");
  const { artist } = appointment;
  const buffers = {
    bufferBeforeMs: startMs - appointment.blockStartMs,
    bufferAfterMs: appointment.blockEndMs - endMs,
  };
  const calendars = (await findBookingSetup(ctx.db, artist.id))?.calendars ?? [];
  return {
    ...time,
    ...freshnessOf(calendars, ctx.now(), ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND),
    artist: { id: artist.id, name: artist.name, timeZone: artist.timeZone },
    settled: {
      at,
      action: settled?.action ?? "requested",
      by: settled?.actorName ?? "customer",
      byCalendar: settled?.detail.by === "calendar",
    },
    verifiedThen: settled?.action === "requested" && requested ? requested.detail.unverified !== true : null,
    stretch: await stretchOf(ctx, artist.id, time),
    overlapping: (await blockingIn(ctx, artist, buffers, time, id)).map((blocking) => ({
      ...blocking,
      after: heardAfter("knownSince" in blocking ? blocking.knownSince : null, at),
    })),
    calendars: calendars.map(calendarReading),
  };
}

/** The last line that gave the time; a move that was taken back gave it again. */
function settledBy(history: readonly AuditRow[]): AuditRow | undefined {
  return history.findLast(
    ({ action, detail }) => SETTLING.includes(action) && (action !== "undone" || detail.fromMs !== undefined),
  );
}

function heardAfter(knownSince: number | null, at: number): number | null {
  return knownSince !== null && knownSince > at ? knownSince - at : null;
}

/** Null outside the hours, and for an artist who cannot be booked any more. */
async function stretchOf(ctx: Ctx, artistId: string, time: { startMs: number; endMs: number }) {
  const setup = await findBookingSetup(ctx.db, artistId);
  if (!setup?.artist.active) return null;
  const { rules } = await loadRules(ctx.db, { artistId, window: time });
  return (
    workingTimes(rules, time).find((work) => work.startMs <= time.startMs && time.endMs <= work.endMs) ?? null
  );
}
