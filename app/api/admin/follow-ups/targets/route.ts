import { listFollowUpTargets } from "#lib/follow-ups/list-follow-up-targets.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listFollowUpTargets, ({ ctx, query }) =>
  listFollowUpTargets(ctx, query.connector),
);
