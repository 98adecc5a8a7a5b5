import { listFollowUpRuns } from "#lib/follow-ups/list-follow-up-runs.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listFollowUpRuns, async ({ ctx }) => ({
  runs: await listFollowUpRuns(ctx),
}));
