import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createAppointment } from "#lib/schedule/create-appointment.ts";

export const POST = route(endpoints.createAppointment, async ({ ctx, body }) => {
  const { startTime: startMs, endTime: endMs, ...rest } = body;
  const { id } = await createAppointment(ctx, { ...rest, startMs, endMs });
  return { appointment: appointmentJson(await showAppointment(ctx, id)) };
});
