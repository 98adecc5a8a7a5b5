import { syncCalendar } from "#lib/calendars/sync-calendar.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.syncCalendar, async ({ ctx, params, body }) => ({
  result: await syncCalendar(ctx, { id: params.id ?? "", ...body }),
}));
