import { cancelManagedAppointment } from "#lib/appointments/cancel-managed-appointment.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";

export const POST = route(
  endpoints.manageAppointment,
  async ({ ctx, body, isForm }) => {
    await cancelManagedAppointment(ctx, body.token);
    return isForm ? seeOther(`/appointment/${encodeURIComponent(body.token)}`) : { status: "CANCELLED" };
  },
  // The page shows how the appointment stands, whatever stood in the way.
  async ({ fields }) =>
    typeof fields.token === "string" ? seeOther(`/appointment/${encodeURIComponent(fields.token)}`) : null,
);
