import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { syncRunsJson } from "#lib/http/sync-json.ts";
import { listSyncRuns } from "#lib/sync-report/list-sync-runs.ts";

export const GET = route(endpoints.listSyncRuns, async ({ ctx, query }) =>
  syncRunsJson(await listSyncRuns(ctx, query)),
);
