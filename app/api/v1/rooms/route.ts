import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createRoom } from "#lib/messenger/create-room.ts";
import { listRooms } from "#lib/messenger/list-rooms.ts";

export const GET = route(endpoints.listMessengerRooms, ({ ctx, query }) => listRooms(ctx, query));

export const POST = route(endpoints.createMessengerRoom, ({ ctx, body }) => createRoom(ctx, body));
