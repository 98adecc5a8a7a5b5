import { type AppointmentWithNames, findAppointmentByManageToken } from "#db/queries/appointments.ts";
import { consentRow, findConsentOf, insertConsent, requiredFormOf } from "#db/queries/consents.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId } from "#lib/core/ids.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { ageOn } from "./age-on.ts";
import { type ConsentState, consentState, signedFor } from "./consent-state.ts";
import type { ConsentSignature } from "./input.ts";

/** Nobody has been older. */
const OLDEST = 130;

/**
 * A customer signs what their appointment's service asks for, by their link; the link is the permission. Signed once, it
 * stays as it is. Who is too young for it is refused, and nothing of what they wrote is kept.
 * @throws AppError `not_found` for a link that is not valid, or where nothing is to be signed; `conflict` when the
 *   appointment does not stand any more; `invalid_input` at `birthDate`: `required`, `not_a_day`, `too_young`
 */
export async function signConsent(
  ctx: Ctx,
  token: string,
  input: ConsentSignature & { locale: string },
): Promise<ConsentState> {
  const appointment = await findAppointmentByManageToken(ctx.db, hashToken(token));
  if (!appointment) throw new AppError("not_found", "This link is not valid.");
  if (await findConsentOf(ctx.db, signedFor(appointment))) return consentState(ctx, appointment.id);
  const form = await requiredFormOf(ctx.db, appointment.serviceId);
  if (!form) throw new AppError("not_found", "There is nothing to sign for this appointment.");
  if (appointment.status !== "PENDING" && appointment.status !== "CONFIRMED")
    throw new AppError("conflict", "This appointment does not stand any more.");
  const birthDate = form.minimumAge === null ? null : readBirthDate(ctx, appointment, input.birthDate);
  if (form.minimumAge !== null && birthDate !== null) requireAge(appointment, birthDate, form.minimumAge);

  const id = newId();
  const now = ctx.now();
  await insertConsent(ctx.db, {
    consent: {
      id,
      appointmentId: appointment.id,
      customerId: appointment.customerId,
      formId: form.id,
      title: form.title,
      body: form.body,
      minimumAge: form.minimumAge,
      signedName: input.signedName,
      birthDate,
      signaturePath: input.signaturePath,
      locale: input.locale,
      timeZone: appointment.artist.timeZone,
      signedAt: now,
    },
    appointmentIds: signedFor(appointment),
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: "consent_signed",
      detail: { consentId: id, formId: form.id },
    }),
    outbox: consentRow(id, now),
  });
  return consentState(ctx, appointment.id);
}

function readBirthDate(ctx: Ctx, { artist }: AppointmentWithNames, written: string | undefined): string {
  if (written === undefined) throw refused("required");
  const age = ageOn(written, dayOf(ctx.now(), artist.timeZone));
  // Tomorrow's child and Methuselah are a slip of the finger.
  if (age < 0 || age > OLDEST) throw refused("not_a_day");
  return written;
}

/** Old enough on the day itself, where the artist is. */
function requireAge({ startMs, artist }: AppointmentWithNames, birthDate: string, minimumAge: number): void {
  if (ageOn(birthDate, dayOf(startMs, artist.timeZone)) < minimumAge) throw refused("too_young");
}

function refused(reason: string): AppError {
  return new AppError("invalid_input", "Please check the date of birth.", {
    errors: { birthDate: [reason] },
  });
}
