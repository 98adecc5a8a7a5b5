import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { timeExplanationJson } from "#lib/http/schedule-json.ts";
import { explainTime } from "#lib/schedule/explain-time.ts";

export const GET = route(endpoints.explainTime, async ({ ctx, query }) => {
  const { startTime: startMs, endTime: endMs, ...rest } = query;
  return timeExplanationJson(await explainTime(ctx, { ...rest, startMs, endMs }));
});
