import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { deleteCalendar } from "#lib/calendars/delete-calendar.ts";
import { listCalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { updateCalendar } from "#lib/calendars/update-calendar.ts";
import { calendarJson } from "#lib/http/calendar-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listCalendars, async ({ ctx }) => {
  const { configured, missing, artists } = await listCalendarConfigurations(ctx);
  return { configured, missing, calendars: artists.flatMap((artist) => artist.calendars.map(calendarJson)) };
});

export const POST = route(endpoints.createCalendar, async ({ ctx, body }) => ({
  calendar: calendarJson(await createCalendar(ctx, body)),
}));

export const PUT = route(endpoints.updateCalendar, async ({ ctx, body }) => ({
  calendar: calendarJson(await updateCalendar(ctx, body)),
}));

export const DELETE = route(endpoints.deleteCalendar, async ({ ctx, query }) => {
  await deleteCalendar(ctx, query);
  return new Response(null, { status: 204 });
});
