import { importCalendars } from "#lib/calendars/import-calendars.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.importCalendars, ({ ctx, body }) => importCalendars(ctx, body));
