import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { appointmentJson } from "#lib/http/appointment-json.ts";
import { bookingFormFailure } from "#lib/http/booking-form-failure.ts";
import { bookingPage } from "#lib/http/booking-page.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { idempotencyKey } from "#lib/http/idempotency-key.ts";
import { rememberRequest } from "#lib/http/own-request-cookie.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { afterRequest } from "#lib/links/after-request.ts";

export const GET = route(endpoints.listAppointments, async ({ ctx, query }) => {
  const { status, from: fromMs, to: toMs, q: text, ...page } = query;
  const statuses = status && [status];
  const rows = await listAppointments(ctx, { ...page, statuses, fromMs, toMs, text });
  return { appointments: rows.map(appointmentJson) };
});

export const POST = route(
  endpoints.requestAppointment,
  async ({ ctx, request, body, isForm }) => {
    const options = { idempotencyKey: idempotencyKey(request, body), locale: requestLocale(request) };
    const requested = await requestAppointment(ctx, body, options);
    const headers = rememberRequest(ctx.env, request, requested.manageUrl);
    return isForm
      ? seeOther(afterRequest(bookingPage(body.page) ?? "", new URL(requested.manageUrl).pathname), headers)
      : Response.json(requested, { status: 201, headers: { "Cache-Control": "no-store", ...headers } });
  },
  bookingFormFailure,
);
