import { testCalendar } from "#lib/calendars/test-calendar.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.testCalendar, ({ ctx, body }) => testCalendar(ctx, body));
