import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { readRoom } from "#lib/messenger/read-room.ts";

export const POST = route(endpoints.readMessengerRoom, ({ ctx, params, body }) =>
  readRoom(ctx, params.room_id ?? "", body),
);
