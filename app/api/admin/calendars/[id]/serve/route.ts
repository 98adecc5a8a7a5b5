import { serveCalendar } from "#lib/calendars/serve-calendar.ts";
import { calendarJson } from "#lib/http/calendar-json.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.serveCalendar, async ({ ctx, params, body }) => ({
  calendar: calendarJson(await serveCalendar(ctx, { id: params.id ?? "", by: body.by })),
}));
