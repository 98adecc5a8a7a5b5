import { findAppointment } from "#db/queries/appointments.ts";
import type { ConsentRow } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { consentPdf } from "./consent-pdf.ts";

/** The PDF of a signature, with the appointment as it stands now. */
export async function renderConsent(ctx: Ctx, consent: ConsentRow): Promise<Buffer> {
  const { name: studio } = await studioSettings(ctx);
  const { appointmentId } = consent;
  const appointment = appointmentId === null ? undefined : await findAppointment(ctx.db, appointmentId);
  const signedFor = appointment
    ? {
        startMs: appointment.startMs,
        timeZone: appointment.artist.timeZone,
        artist: appointment.artist.name,
        service: appointment.service.name,
        day: dayOf(appointment.startMs, appointment.artist.timeZone),
      }
    : null;
  return consentPdf(consent, { studio, signedFor });
}
