import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { scheduleJson } from "#lib/http/schedule-json.ts";
import { showSchedule } from "#lib/schedule/show-schedule.ts";

export const GET = route(endpoints.showSchedule, async ({ ctx, query }) =>
  scheduleJson(await showSchedule(ctx, { artistId: query.artistId, fromMs: query.from, toMs: query.to })),
);
