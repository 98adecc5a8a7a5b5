import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { undoAppointmentChange } from "#lib/appointments/undo-appointment-change.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.undoAppointmentChange, async ({ ctx, params }) => {
  const id = params.id ?? "";
  await undoAppointmentChange(ctx, id);
  return { appointment: appointmentJson(await showAppointment(ctx, id)) };
});
