import { managedCalendarFile } from "#lib/appointments/managed-calendar-file.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.calendarFile, async ({ ctx, params }) => {
  const file = await managedCalendarFile(ctx, params.token ?? "");
  return new Response(file, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="appointment.ics"',
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
});
