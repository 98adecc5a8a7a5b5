import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listNotifications } from "#lib/messenger/list-notifications.ts";

export const GET = route(endpoints.listNotifications, ({ ctx, query }) => listNotifications(ctx, query));
