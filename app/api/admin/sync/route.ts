import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { syncJson } from "#lib/http/sync-json.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";

export const GET = route(endpoints.showSync, async ({ ctx }) => syncJson(await showSync(ctx)));
