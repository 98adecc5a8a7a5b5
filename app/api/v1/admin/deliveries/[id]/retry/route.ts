import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { retryNotification } from "#lib/messenger/retry-notification.ts";

export const POST = route(endpoints.retryNotification, ({ ctx, params }) =>
  retryNotification(ctx, params.id ?? ""),
);
