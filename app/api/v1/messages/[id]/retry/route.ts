import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { retryMessage } from "#lib/messenger/retry-message.ts";

export const POST = route(endpoints.retryMessengerMessage, ({ ctx, params }) =>
  retryMessage(ctx, params.id ?? ""),
);
