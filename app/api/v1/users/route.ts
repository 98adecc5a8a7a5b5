import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listPeople } from "#lib/messenger/list-people.ts";

export const GET = route(endpoints.listMessengerUsers, ({ ctx, query }) => listPeople(ctx, query));
