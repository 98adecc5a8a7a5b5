import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { showHealth } from "#lib/messenger/show-health.ts";

export const GET = route(endpoints.messengerHealth, ({ ctx }) => showHealth(ctx));
