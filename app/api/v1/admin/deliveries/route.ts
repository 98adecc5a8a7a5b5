import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listNotificationDeliveries } from "#lib/messenger/list-notification-deliveries.ts";

export const GET = route(endpoints.listNotificationDeliveries, ({ ctx, query }) =>
  listNotificationDeliveries(ctx, query),
);
