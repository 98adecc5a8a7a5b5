import type { NewAppointment } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { newEventUid } from "#lib/core/ids.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { depositLink } from "./deposit-link.ts";
import type { AppointmentRequest } from "./input.ts";
import type { BookingPlan } from "./plan-booking.ts";

/** A request as it is stored, before its customer is matched. */
export function requestedRow(
  ctx: Pick<Ctx, "env" | "now">,
  input: AppointmentRequest,
  {
    id,
    plan,
    ...more
  }: {
    id: string;
    plan: BookingPlan;
    settings: StudioSettings;
    locale: string;
    verified: boolean;
    calendarId: string | null;
  },
): NewAppointment {
  const { artist, service, rules } = plan;
  const now = ctx.now();
  const startMs = input.startTime;
  const endMs = startMs + rules.durationMs;
  return {
    id,
    artistId: artist.id,
    serviceId: service.id,
    status: "PENDING",
    startMs,
    endMs,
    blockStartMs: startMs - rules.bufferBeforeMs,
    blockEndMs: endMs + rules.bufferAfterMs,
    timeZone: input.timeZone ?? artist.timeZone,
    locale: more.locale,
    clientName: input.clientName,
    clientEmail: input.clientEmail,
    clientPhone: input.clientPhone,
    description: input.description,
    alternatives: [...new Set(input.alternatives)]
      .filter((ms) => ms > now && ms !== startMs)
      .sort((a, b) => a - b),
    unverified: !more.verified,
    expiresAt: Math.min(now + more.settings.pendingExpiryDays * DAY, startMs),
    manageTokenHash: manageToken(ctx.env, { id, linkGeneration: 0 }).hash,
    calendarId: more.calendarId,
    caldavUid: newEventUid(),
    seriesId: service.sessions > 1 ? id : null,
    seriesTotal: service.sessions,
    ...depositOf(id, service.depositAmount, more.settings),
    createdAt: now,
    updatedAt: now,
  };
}

/** The deposit of an appointment that is being made: due, where the service asks for one. */
export function depositOf(
  appointmentId: string,
  amount: number | null,
  { currency, paymentUrl }: Pick<StudioSettings, "currency" | "paymentUrl">,
): Pick<NewAppointment, "depositAmount" | "depositCurrency" | "depositState" | "depositUrl"> {
  if (amount === null) return {};
  return {
    depositAmount: amount,
    depositCurrency: currency,
    depositState: "due",
    depositUrl: depositLink(paymentUrl, { appointmentId, amount, currency }),
  };
}
