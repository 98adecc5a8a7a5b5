import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { acceptInvitation } from "#lib/users/accept-invitation.ts";

export const POST = route(endpoints.acceptInvitation, ({ ctx, body }) => acceptInvitation(ctx, body));
