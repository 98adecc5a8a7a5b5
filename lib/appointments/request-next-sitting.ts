import { insertAppointment } from "#db/queries/appointment-changes.ts";
import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { customer } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { limitsAt } from "#lib/availability/limits.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid, newId } from "#lib/core/ids.ts";
import { requireMayBook } from "#lib/customers/require-may-book.ts";
import { manageToken, manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { somebodyFaster } from "./change-status.ts";
import { loadManagedRules } from "./load-managed.ts";
import { refusal } from "./refusal.ts";
import { requireChosenTime } from "./require-chosen-time.ts";
import { requireManaged } from "./require-managed.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * The customer asks for a time of the next sitting by the link of any sitting of the series: an appointment of its own,
 * pending, with the same details, after the gap the service asks for. A place is filled once, however often it is sent.
 * @returns the new sitting's own link.
 * @throws AppError `not_found`, `link_expired`, `conflict`, `booking_refused`, `invalid_input`, `slot_taken`,
 *   `slot_unavailable`, `calendar_unreachable`
 */
export async function requestNextSitting(
  ctx: Ctx,
  token: string,
  { startMs }: { startMs: number },
): Promise<string> {
  const appointment = await requireManaged(ctx, token);
  await requireMayBook(
    { ...ctx, actor: customer },
    { email: appointment.clientEmail, phone: appointment.clientPhone },
  );
  const { sittings, places, next, artist } = await loadManagedRules(ctx, appointment);
  const there = places.find((place) => place.startMs === startMs && place.position > 1);
  const sent = sittings.find((sitting) => sitting.id === there?.id);
  if (sent?.status === "PENDING") return manageUrl(ctx.env, sent);
  if (!next)
    throw new AppError("conflict", "There is no sitting to be chosen now.", {
      errors: { action: ["no_sitting"] },
    });
  const endMs = startMs + (appointment.endMs - appointment.startMs);
  requireChosenTime(ctx, { startMs, endMs }, { fromMs: next.earliestMs, toMs: null });

  const { artistId, serviceId } = appointment;
  const verified = await refreshArtist(ctx, artistId, BUDGET_MS);
  const answer = await checkAvailability(ctx, { artistId, serviceId, startMs, endMs });
  if (answer.reason) throw refusal(answer.reason);
  const calendars = await listCalendars(ctx.db, [artistId]);
  if (!verified && calendars.length > 0 && artist?.whenUnreachable === "refuse")
    throw refusal("calendar_unreachable");
  const written = calendars.find((calendar) => calendar.purpose === "write") ?? null;
  const { rules } = await loadRules(ctx.db, { artistId, serviceId });
  const id = newId();
  const now = ctx.now();
  const { pendingExpiryDays } = await studioSettings(ctx);
  const emptied = sittings.filter((sitting) => sitting.seriesPosition === next.position).length;
  const link = { id, linkGeneration: 0 };
  const url = manageUrl(ctx.env, link);
  const stored = await insertAppointment(ctx.db, {
    appointment: {
      ...sameDetails(appointment),
      id,
      seriesPosition: next.position,
      status: "PENDING",
      startMs,
      endMs,
      blockStartMs: startMs - (appointment.startMs - appointment.blockStartMs),
      blockEndMs: endMs + (appointment.blockEndMs - appointment.endMs),
      unverified: !verified,
      expiresAt: Math.min(now + pendingExpiryDays * DAY, startMs),
      manageTokenHash: manageToken(ctx.env, link).hash,
      calendarId: written?.id ?? null,
      caldavUid: newEventUid(),
      createdAt: now,
      updatedAt: now,
    },
    audit: auditEntry(
      { ...ctx, actor: customer },
      {
        entity: "appointment",
        entityId: id,
        action: "requested",
        detail: { unverified: !verified, sitting: next.position },
      },
    ),
    outbox: [
      ...(written ? [calendarPush(ctx, id)] : []),
      ...mailNotices(ctx, {
        appointmentId: id,
        version: 1,
        template: "requested",
        to: ["customer", "artist"],
      }),
    ],
    limits: limitsAt(rules, startMs),
    // Two tabs fill one place once, whatever time each chose; a place that is empty again has another key.
    idempotency: {
      key: `sitting:${appointment.seriesId}:${next.position}:${emptied}`,
      requestHash: String(startMs),
      // No link that works: those are derived, never stored. By the id it is found when the customer is forgotten.
      response: { appointment: { id } },
    },
  });
  if (stored === "key_used") throw somebodyFaster();
  if (stored !== "stored") throw refusal(stored === "slot_taken" ? "busy" : stored);
  if (written) await deliverPush(ctx, id, BUDGET_MS);
  return url;
}

/** What a sitting shares with the one before; a deposit is asked for once a series. */
function sameDetails(appointment: AppointmentWithNames) {
  const { artistId, serviceId, customerId, timeZone, locale } = appointment;
  const { clientName, clientEmail, clientPhone, description, seriesId, seriesTotal } = appointment;
  return {
    ...{ artistId, serviceId, customerId, timeZone, locale },
    ...{ clientName, clientEmail, clientPhone, description, seriesId, seriesTotal },
  };
}
