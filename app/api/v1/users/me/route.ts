import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { showMe } from "#lib/messenger/show-me.ts";

export const GET = route(endpoints.showMessengerUser, ({ ctx }) => showMe(ctx));
