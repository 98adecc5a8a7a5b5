import { insertAppointment } from "#db/queries/appointment-changes.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { limitsAt } from "#lib/availability/limits.ts";
import type { UnavailableReason } from "#lib/availability/types.ts";
import { SECOND } from "#lib/core/clock.ts";
import { hashToken, newId } from "#lib/core/ids.ts";
import { bookingCustomer } from "#lib/customers/booking-customer.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { hashRequest } from "./idempotent-answer.ts";
import type { AppointmentRequest, RequestedAppointment } from "./input.ts";
import type { BookingPlan } from "./plan-booking.ts";
import { requestedRow } from "./requested-row.ts";

/** How long a customer waits for the calendar to be asked, and for the event to be written. */
const ASK_BUDGET_MS = 2 * SECOND;
const WRITE_BUDGET_MS = 2 * SECOND;

/**
 * Tries a request with one artist: their calendars are asked, then everything is stored as one and the event tried.
 * @returns the answer; or why the artist cannot; or `key_used` when the same request was stored meanwhile.
 */
export async function bookArtist(
  ctx: Ctx,
  input: AppointmentRequest,
  plan: BookingPlan,
  options: { idempotencyKey?: string; locale: string },
): Promise<RequestedAppointment | UnavailableReason | "key_used"> {
  const { artist, service, rules } = plan;
  const startMs = input.startTime;
  const endMs = startMs + rules.durationMs;
  const verified = await refreshArtist(ctx, artist.id, ASK_BUDGET_MS);
  const answer = await checkAvailability(ctx, { artistId: artist.id, serviceId: service.id, startMs, endMs });
  if (answer.reason) return answer.reason;
  const calendars = await listCalendars(ctx.db, [artist.id]);
  if (!verified && calendars.length > 0 && artist.whenUnreachable === "refuse") return "calendar_unreachable";

  const id = newId();
  const written = calendars.find((calendar) => calendar.purpose === "write") ?? null;
  const settings = await studioSettings(ctx);
  const calendarId = written?.id ?? null;
  const response: RequestedAppointment = {
    appointment: {
      id,
      status: "PENDING",
      startTime: new Date(startMs).toISOString(),
      endTime: new Date(endMs).toISOString(),
      artistId: artist.id,
      serviceId: service.id,
      unverified: !verified,
    },
    manageUrl: manageUrl(ctx.env, { id, linkGeneration: 0 }),
  };
  const { clientName: name, clientEmail: email, clientPhone: phone } = input;
  const notice = { appointmentId: id, version: 1, template: "requested" } as const;
  const stored = await insertAppointment(ctx.db, {
    appointment: requestedRow(ctx, input, {
      id,
      plan,
      settings,
      locale: options.locale,
      verified,
      calendarId,
    }),
    customer: bookingCustomer(ctx, { name, email, phone }),
    pictures: input.pictures?.map(hashToken),
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: id,
      action: "requested",
      detail: { unverified: !verified },
    }),
    outbox: [
      ...(written ? [calendarPush(ctx, id)] : []),
      ...mailNotices(ctx, { ...notice, to: ["customer", "artist"] }),
    ],
    idempotency: options.idempotencyKey
      ? {
          key: options.idempotencyKey,
          requestHash: hashRequest(input),
          // No link that works: those are derived, never stored.
          response: { appointment: response.appointment },
        }
      : undefined,
    limits: limitsAt(rules, startMs),
  });
  if (stored === "slot_taken") return "busy";
  if (stored !== "stored") return stored;
  if (written) await deliverPush(ctx, id, WRITE_BUDGET_MS);
  return response;
}
