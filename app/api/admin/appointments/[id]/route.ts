import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { takeBackCreated } from "#lib/schedule/take-back-created.ts";

export const DELETE = route(endpoints.takeBackCreated, async ({ ctx, params }) => {
  const id = params.id ?? "";
  await takeBackCreated(ctx, id);
  return { appointment: appointmentJson(await showAppointment(ctx, id)) };
});
