import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createServiceToken } from "#lib/messenger/create-service-token.ts";
import { listServiceTokens } from "#lib/messenger/list-service-tokens.ts";

export const GET = route(endpoints.listServiceTokens, ({ ctx }) => listServiceTokens(ctx));

export const POST = route(endpoints.createServiceToken, ({ ctx, body }) => createServiceToken(ctx, body));
