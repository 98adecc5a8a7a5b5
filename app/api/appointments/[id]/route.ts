import { cancelAppointment } from "#lib/appointments/cancel-appointment.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { declineAppointment } from "#lib/appointments/decline-appointment.ts";
import { markNoShow } from "#lib/appointments/mark-no-show.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { showAppointment } from "#lib/appointments/show-appointment.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

async function show(ctx: Ctx, id: string) {
  return { appointment: appointmentJson(await showAppointment(ctx, id)) };
}

export const GET = route(endpoints.showAppointment, ({ ctx, params }) => show(ctx, params.id ?? ""));

export const PATCH = route(endpoints.changeAppointment, async ({ ctx, params, body }) => {
  const id = params.id ?? "";
  const { status, word, version, startTime, endTime } = body;
  if (startTime !== undefined)
    await rescheduleAppointment(ctx, { id, startMs: startTime, endMs: endTime, version });
  else if (status === "CONFIRMED") await confirmAppointment(ctx, { id, version });
  else if (status === "DECLINED") await declineAppointment(ctx, { id, word, version });
  else if (status === "COMPLETED") await completeAppointment(ctx, { id, version });
  else if (status === "NO_SHOW") await markNoShow(ctx, { id, version });
  else await cancelAppointment(ctx, { id, word, version });
  return show(ctx, id);
});

export const DELETE = route(endpoints.cancelAppointment, async ({ ctx, params }) => {
  const id = params.id ?? "";
  await cancelAppointment(ctx, { id });
  return show(ctx, id);
});
