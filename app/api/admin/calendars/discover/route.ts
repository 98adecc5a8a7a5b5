import { discoverCalendars } from "#lib/calendars/discover-calendars.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.discoverCalendars, async ({ ctx }) => ({
  calendars: await discoverCalendars(ctx),
}));
