import { cancelAppointment } from "#lib/appointments/cancel-appointment.ts";
import { cancelManagedAppointment } from "#lib/appointments/cancel-managed-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { declineAppointment } from "#lib/appointments/decline-appointment.ts";
import { expireRequests } from "#lib/appointments/expire-requests.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { undoAppointmentChange } from "#lib/appointments/undo-appointment-change.ts";

/** What people do to appointments, for tests of the layers below, which themselves know no verb. */
export const appointmentVerbs = {
  cancelAppointment,
  cancelManagedAppointment,
  confirmAppointment,
  declineAppointment,
  expireRequests,
  rescheduleAppointment,
  undoAppointmentChange,
};
