import { listPresence } from "#lib/connections/list-presence.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listPresence, async ({ ctx }) => ({ artists: await listPresence(ctx) }));
