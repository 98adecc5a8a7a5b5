import { findAppointment } from "#db/queries/appointments.ts";
import { findConsentOf, requiredFormOf } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** What has to be signed before an appointment, and whether it was. */
export interface ConsentState {
  /** The service asks for a form that is in use. */
  required: boolean;
  /** As it stands now; null where none is asked for. */
  form: { id: string; title: string; body: string; minimumAge: number | null } | null;
  /** What was signed, in its words of then. */
  signed: {
    id: string;
    title: string;
    body: string;
    signedName: string;
    signedAt: number;
    timeZone: string;
    isFiled: boolean;
  } | null;
  /** The PDF, for the studio; null while nothing is signed. */
  pdfPath: string | null;
}

const NOTHING: ConsentState = { required: false, form: null, signed: null, pdfPath: null };

/**
 * Of an appointment, or of what it goes on with (a moved one keeps its signature). Whoever asks has looked whether they
 * may see the appointment.
 */
export async function consentState(ctx: Pick<Ctx, "db">, appointmentId: string): Promise<ConsentState> {
  const appointment = await findAppointment(ctx.db, appointmentId);
  if (!appointment) return NOTHING;
  const form = await requiredFormOf(ctx.db, appointment.serviceId);
  const signed = await findConsentOf(ctx.db, signedFor(appointment));
  return {
    required: form !== undefined,
    form: form ? { id: form.id, title: form.title, body: form.body, minimumAge: form.minimumAge } : null,
    signed: signed
      ? {
          id: signed.id,
          title: signed.title,
          body: signed.body,
          signedName: signed.signedName,
          signedAt: signed.signedAt,
          timeZone: signed.timeZone,
          isFiled: signed.mediaId !== null,
        }
      : null,
    pdfPath: signed ? `/api/crm/consents/${signed.id}/pdf` : null,
  };
}

/** The appointments whose signature counts for this one. */
export function signedFor(appointment: { id: string; rootId: string | null }): string[] {
  return appointment.rootId === null ? [appointment.id] : [appointment.id, appointment.rootId];
}
