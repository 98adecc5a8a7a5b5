import { endpoints } from "#lib/http/endpoints.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.openapi, async ({ ctx }) => openApiDocument(ctx.env));
