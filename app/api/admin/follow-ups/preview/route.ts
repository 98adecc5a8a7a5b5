import { tryFollowUp } from "#lib/follow-ups/try-follow-up.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.tryFollowUp, ({ ctx, body }) => tryFollowUp(ctx, body));
