import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { publicAppointment } from "#lib/core/public-appointment.ts";

/** An appointment in an answer: what webhooks tell of it too. */
export function appointmentJson(view: AppointmentView) {
  return publicAppointment(view);
}
