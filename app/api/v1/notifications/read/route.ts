import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { readNotifications } from "#lib/messenger/read-notifications.ts";

export const POST = route(endpoints.readNotifications, ({ ctx, body }) => readNotifications(ctx, body.up_to));
