import { findManagedAppointment } from "#lib/appointments/find-managed-appointment.ts";
import { manageAppointment } from "#lib/appointments/manage-appointment.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { managedFormFailure } from "#lib/http/managed-form-failure.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";

export const POST = route(
  endpoints.manageAppointment,
  async ({ ctx, body, isForm }) => {
    const manageUrl = await manageAppointment(ctx, body);
    const { token, action } = body;
    if (isForm)
      return seeOther(
        manageUrl
          ? `${new URL(manageUrl).pathname}?new=1`
          : `/appointment/${encodeURIComponent(token)}?done=${action}`,
      );
    const appointment = await findManagedAppointment(ctx, token);
    return {
      status: appointment?.status ?? "CANCELLED",
      ...(appointment && { startTime: iso(appointment.startMs), version: appointment.version }),
      ...(manageUrl && { manageUrl }),
    };
  },
  managedFormFailure,
);
