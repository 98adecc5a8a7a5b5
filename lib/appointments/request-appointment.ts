import { createHash } from "node:crypto";
import { insertAppointment } from "#db/queries/appointment-changes.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { findIdempotentAnswer } from "#db/queries/system.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid, newId } from "#lib/core/ids.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";
import { bookingCustomer } from "#lib/customers/booking-customer.ts";
import { manageToken, manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { type AppointmentRequest, type RequestedAppointment, requestedAppointment } from "./input.ts";
import { refusal } from "./refusal.ts";

/** How long a customer waits for the calendar to be asked, and for the event to be written. */
const ASK_BUDGET_MS = 2 * SECOND;
const WRITE_BUDGET_MS = 2 * SECOND;

/**
 * A customer asks for a time. The calendar is synced first (2 s at most), then the request, its history and what has
 * to be written elsewhere are stored as one; the event is tried at once and otherwise follows. Safe to repeat with
 * the same Idempotency-Key.
 * @throws AppError `invalid_input`, `not_found`, `slot_taken`, `slot_unavailable`, `calendar_unreachable`,
 *   `idempotency_mismatch`.
 */
export async function requestAppointment(
  ctx: Ctx,
  input: AppointmentRequest,
  options: { idempotencyKey?: string; locale: string },
): Promise<RequestedAppointment> {
  const repeated = await earlierAnswer(ctx, input, options.idempotencyKey);
  if (repeated) return repeated;

  const { artist, service, rules } = await loadRules(ctx.db, input);
  if (!service)
    throw new AppError("not_found", "There is no such service.", { errors: { serviceId: ["unknown"] } });
  const startMs = input.startTime;
  const endMs = startMs + rules.durationMs;
  if (startMs <= ctx.now())
    throw new AppError("invalid_input", "This time has passed.", { errors: { startTime: ["past"] } });
  if (startMs % 60_000 !== 0) {
    throw new AppError("invalid_input", "Times are whole minutes.", {
      errors: { startTime: ["not_a_minute"] },
    });
  }

  const verified = await refreshArtist(ctx, artist.id, ASK_BUDGET_MS);
  const answer = await checkAvailability(ctx, { artistId: artist.id, serviceId: service.id, startMs, endMs });
  const unreachable = !verified && (await listCalendars(ctx.db, [artist.id])).length > 0;
  const reason =
    answer.reason ?? (unreachable && artist.whenUnreachable === "refuse" ? "calendar_unreachable" : null);
  if (reason) {
    const meanwhile = await earlierAnswer(ctx, input, options.idempotencyKey);
    if (meanwhile) return meanwhile;
    throw refusal(reason);
  }

  const id = newId();
  const now = ctx.now();
  const settings = await studioSettings(ctx);
  const calendars = await listCalendars(ctx.db, [artist.id]);
  const written = calendars.find((calendar) => calendar.purpose === "write") ?? null;
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
    manageUrl: manageUrl(ctx.env, id),
  };
  const stored = await insertAppointment(ctx.db, {
    appointment: {
      id,
      artistId: artist.id,
      serviceId: service.id,
      status: "PENDING",
      startMs,
      endMs,
      blockStartMs: startMs - rules.bufferBeforeMs,
      blockEndMs: endMs + rules.bufferAfterMs,
      timeZone: input.timeZone ?? artist.timeZone,
      locale: options.locale,
      clientName: input.clientName,
      clientEmail: input.clientEmail,
      clientPhone: input.clientPhone,
      description: input.description,
      alternatives: [...new Set(input.alternatives)]
        .filter((ms) => ms > now && ms !== startMs)
        .sort((a, b) => a - b),
      unverified: !verified,
      expiresAt: Math.min(now + settings.pendingExpiryDays * DAY, startMs),
      manageTokenHash: manageToken(ctx.env, id).hash,
      calendarId: written?.id ?? null,
      caldavUid: newEventUid(),
      createdAt: now,
      updatedAt: now,
    },
    customer: bookingCustomer(ctx, {
      name: input.clientName,
      email: input.clientEmail,
      phone: input.clientPhone,
    }),
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: id,
      action: "requested",
      detail: { unverified: !verified },
    }),
    outbox: [
      ...(written ? [calendarPush(ctx, id)] : []),
      ...mailNotices(ctx, {
        appointmentId: id,
        version: 1,
        template: "requested",
        to: ["customer", "artist"],
      }),
    ],
    idempotency: options.idempotencyKey
      ? { key: options.idempotencyKey, requestHash: hashRequest(input), response }
      : undefined,
    dailyLimit: dailyLimit(artist, startMs),
  });
  if (stored !== "stored") {
    const meanwhile = await earlierAnswer(ctx, input, options.idempotencyKey);
    if (meanwhile) return meanwhile;
    throw refusal(stored === "day_full" ? "day_full" : "busy");
  }
  if (written) await deliverPush(ctx, id, WRITE_BUDGET_MS);
  return response;
}

/** The artist's daily maximum as instants of the artist's day, for the transaction to hold against simultaneous requests. */
function dailyLimit(artist: { dailyMaximum: number | null; timeZone: string }, startMs: number) {
  if (artist.dailyMaximum === null) return undefined;
  const day = dayOf(startMs, artist.timeZone);
  return {
    fromMs: instantOf(day, 0, artist.timeZone),
    toMs: instantOf(addDays(day, 1), 0, artist.timeZone),
    maximum: artist.dailyMaximum,
  };
}

async function earlierAnswer(
  ctx: Ctx,
  input: AppointmentRequest,
  key: string | undefined,
): Promise<RequestedAppointment | null> {
  if (key === undefined) return null;
  const earlier = await findIdempotentAnswer(ctx.db, key);
  if (!earlier) return null;
  if (earlier.requestHash !== hashRequest(input)) {
    throw new AppError("idempotency_mismatch", "This Idempotency-Key was used for another request.");
  }
  return requestedAppointment.parse(earlier.response);
}

function hashRequest(input: AppointmentRequest): string {
  return createHash("sha256").update(JSON.stringify(input)).digest("hex");
}
