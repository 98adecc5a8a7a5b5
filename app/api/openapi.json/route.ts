import { endpoints } from "#lib/http/endpoints.ts";
import { openApiText } from "#lib/http/openapi.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  endpoints.openapi,
  async ({ ctx }) =>
    new Response(openApiText(ctx.env), {
      headers: { "Content-Type": "application/json", "Cache-Control": "no-cache" },
    }),
);
