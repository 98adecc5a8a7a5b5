import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { appointmentExplanationJson } from "#lib/http/schedule-json.ts";
import { explainAppointment } from "#lib/schedule/explain-appointment.ts";

export const GET = route(endpoints.explainAppointment, async ({ ctx, params }) =>
  appointmentExplanationJson(await explainAppointment(ctx, params.id ?? "")),
);
