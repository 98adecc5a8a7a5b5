import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { showNotification } from "#lib/messenger/show-notification.ts";

export const GET = route(endpoints.showNotification, ({ ctx, params }) =>
  showNotification(ctx, params.id ?? ""),
);
