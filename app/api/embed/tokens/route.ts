import { allowEmbed } from "#lib/embed/allow-embed.ts";
import { endEmbed } from "#lib/embed/end-embed.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { passwordStamp } from "#lib/http/session.ts";

export const POST = route(endpoints.allowEmbed, async ({ ctx, body }) => {
  const { token, expiresAt } = await allowEmbed(ctx, { ...body, stampOf: passwordStamp });
  return { token, expiresAt: iso(expiresAt) };
});

export const DELETE = route(endpoints.endEmbed, async ({ ctx, request }) => {
  await endEmbed(ctx, { token: request.headers.get("authorization")?.replace(/^Bearer\s+/i, "") ?? "" });
  return new Response(null, { status: 204 });
});
