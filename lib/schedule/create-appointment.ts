import { insertAppointment } from "#db/queries/appointment-changes.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { refusal } from "#lib/appointments/refusal.ts";
import { depositOf } from "#lib/appointments/requested-row.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireStudio } from "#lib/auth/permissions.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { DAY, MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid, newId } from "#lib/core/ids.ts";
import { bookingCustomer } from "#lib/customers/booking-customer.ts";
import { requireCustomerAccess } from "#lib/customers/customer-access.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";

const BUDGET_MS = 2 * SECOND;

export interface CreateAppointmentInput {
  artistId: string;
  serviceId: string;
  startMs: number;
  endMs?: number;
  /** Somebody the studio knows; else `clientName` and what it has of their contact. */
  customerId?: string;
  clientName?: string;
  clientEmail?: string;
  clientPhone?: string;
  description?: string;
  notify: boolean;
}

/**
 * The studio enters an appointment: confirmed at once and written into the calendar. It may lie beyond working hours,
 * notice and limits, never on what blocks. The customer is found by their contact or entered, and told where `notify`
 * says so and there is an address. A deposit is due where the service asks for one. @returns its id
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`, `invalid_input`, `slot_taken`
 */
export async function createAppointment(ctx: Ctx, input: CreateAppointmentInput): Promise<{ id: string }> {
  requireStudio(ctx.actor);
  requireAppointmentAccess(ctx.actor, input.artistId);
  const { artist, service, rules } = await loadRules(ctx.db, input);
  if (!service)
    throw new AppError("not_found", "There is no such service.", { errors: { serviceId: ["unknown"] } });
  const { startMs } = input;
  const endMs = input.endMs ?? startMs + rules.durationMs;
  requireTimes(ctx, startMs, endMs);
  const client = await clientOf(ctx, input);
  const told = input.notify && client.email !== "";

  await refreshArtist(ctx, artist.id, BUDGET_MS);
  const id = newId();
  const now = ctx.now();
  const settings = await studioSettings(ctx);
  const calendars = await listCalendars(ctx.db, [artist.id]);
  const written = calendars.find((calendar) => calendar.purpose === "write") ?? null;
  const stored = await insertAppointment(ctx.db, {
    appointment: {
      id,
      artistId: artist.id,
      serviceId: service.id,
      customerId: input.customerId ?? null,
      status: "CONFIRMED",
      startMs,
      endMs,
      blockStartMs: startMs - rules.bufferBeforeMs,
      blockEndMs: endMs + rules.bufferAfterMs,
      timeZone: artist.timeZone,
      locale: settings.locale,
      clientName: client.name,
      clientEmail: client.email,
      clientPhone: client.phone,
      description: input.description ?? "",
      expiresAt: startMs,
      manageTokenHash: manageToken(ctx.env, { id, linkGeneration: 0 }).hash,
      calendarId: written?.id ?? null,
      caldavUid: newEventUid(),
      ...depositOf(id, service.depositAmount, settings),
      createdAt: now,
      updatedAt: now,
    },
    customer: input.customerId === undefined ? bookingCustomer(ctx, client) : undefined,
    audit: auditEntry(ctx, { entity: "appointment", entityId: id, action: "created", detail: { told } }),
    outbox: [
      ...(written ? [calendarPush(ctx, id)] : []),
      ...(told
        ? mailNotices(ctx, {
            appointmentId: id,
            version: 1,
            template: "confirmed",
            to: ["customer"],
            waits: true,
          })
        : []),
    ],
  });
  if (stored !== "stored") throw refusal("busy");
  if (written) await deliverPush(ctx, id, BUDGET_MS);
  return { id };
}

function requireTimes(ctx: Ctx, startMs: number, endMs: number): void {
  const refuse = (field: string, key: string, words: string) =>
    new AppError("invalid_input", words, { errors: { [field]: [key] } });
  if (endMs <= startMs) throw refuse("endTime", "before_start", "The end must lie after the start.");
  if (endMs - startMs > DAY) throw refuse("endTime", "too_long", "An appointment lasts a day at most.");
  // Somebody who walked in and sits already can be entered, what is over cannot.
  if (endMs <= ctx.now()) throw refuse("startTime", "past", "This time has passed.");
  if (startMs % MINUTE !== 0 || endMs % MINUTE !== 0)
    throw refuse("startTime", "not_a_minute", "Times are whole minutes.");
}

async function clientOf(
  ctx: Ctx,
  input: CreateAppointmentInput,
): Promise<{ name: string; email: string; phone: string }> {
  if (input.customerId === undefined) {
    const name = input.clientName?.trim() ?? "";
    if (name === "")
      throw new AppError("invalid_input", "Somebody has to come.", { errors: { clientName: ["required"] } });
    return { name, email: input.clientEmail ?? "", phone: input.clientPhone ?? "" };
  }
  const { name, email, phone } = await requireCustomerAccess(ctx, input.customerId);
  return { name, email, phone };
}
