import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listHistory } from "#lib/messenger/list-history.ts";

export const GET = route(endpoints.listMessengerHistory, ({ ctx, params, query }) =>
  listHistory(ctx, params.room_id ?? "", query),
);
