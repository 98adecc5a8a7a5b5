import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listCloudEvents } from "#lib/hub/nextcloud/list-cloud-events.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";

export const GET = route(endpoints.listCloudEvents, async ({ ctx, query }) => {
  const { calendar, from: fromMs, to: toMs, limit, cursor = null } = query;
  const page = await listCloudEvents(ctx, { calendar, fromMs, toMs, limit, from: cursor });
  return {
    events: page.items,
    nextCursor: cursorAfter("nextcloud.events", page.next),
    unreadable: page.unreadable,
    truncated: page.truncated,
  };
});
