import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { leaveRoom } from "#lib/messenger/leave-room.ts";

export const POST = route(endpoints.leaveMessengerRoom, async ({ ctx, params }) => {
  await leaveRoom(ctx, params.room_id ?? "");
  return new Response(null, { status: 204 });
});
