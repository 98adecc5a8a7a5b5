import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { inviteToRoom } from "#lib/messenger/invite-to-room.ts";

export const POST = route(endpoints.inviteToMessengerRoom, ({ ctx, params, body }) =>
  inviteToRoom(ctx, params.room_id ?? "", body),
);
