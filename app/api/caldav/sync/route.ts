import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { syncNow } from "#lib/sync/sync-now.ts";

export const POST = route(endpoints.sync, async ({ ctx, body }) => {
  const complete = body.startDate !== undefined || body.endDate !== undefined;
  return { results: await syncNow(ctx, { artistId: body.artistId, complete }) };
});
