import { setDeposit } from "#lib/appointments/set-deposit.ts";
import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(endpoints.setDeposit, async ({ ctx, params, body }) => {
  const id = params.id ?? "";
  await setDeposit(ctx, { ...body, id });
  return { appointment: appointmentJson(await showAppointment(ctx, id)) };
});
