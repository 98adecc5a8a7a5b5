import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { showMessengerStatus } from "#lib/messenger/show-messenger-status.ts";
import { toStatusJson } from "#lib/messenger/to-status-json.ts";

export const GET = route(endpoints.showMessengerStatus, async ({ ctx }) =>
  toStatusJson(await showMessengerStatus(ctx)),
);
