import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listMembers } from "#lib/messenger/list-members.ts";

export const GET = route(endpoints.listMessengerMembers, ({ ctx, query }) => listMembers(ctx, query));
