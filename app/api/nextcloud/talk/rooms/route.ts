import { listTalkRooms } from "#lib/connections/list-talk-rooms.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listTalkRooms, async ({ ctx, query }) => ({
  success: true,
  data: await listTalkRooms(ctx, query),
}));
