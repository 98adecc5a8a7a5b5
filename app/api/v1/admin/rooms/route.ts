import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listAdminRooms } from "#lib/messenger/list-admin-rooms.ts";

export const GET = route(endpoints.listMessengerAdminRooms, ({ ctx, query }) => listAdminRooms(ctx, query));
