import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { streamProof } from "#lib/http/messenger/stream-proof.ts";
import { route } from "#lib/http/route.ts";
import { makeTicket } from "#lib/messenger/make-ticket.ts";

export const POST = route(endpoints.makeMessengerTicket, async ({ ctx, request }) => {
  const { ticket, expiresAt } = await makeTicket(ctx, await streamProof(ctx, request, ctx.actor));
  return { ticket, expires_at: iso(expiresAt) };
});
