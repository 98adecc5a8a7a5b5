import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { openDirectRoom } from "#lib/messenger/open-direct-room.ts";

export const POST = route(endpoints.openDirectRoom, async ({ ctx, params }) => {
  const { room, created } = await openDirectRoom(ctx, params.hub_user_id ?? "");
  return Response.json(room, { status: created ? 201 : 200, headers: { "Cache-Control": "no-store" } });
});
