import { revokeLink } from "#lib/appointments/revoke-link.ts";
import { showLink } from "#lib/appointments/show-link.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.showLink, async ({ ctx, params }) => ({
  manageUrl: await showLink(ctx, params.id ?? ""),
}));

export const POST = route(endpoints.revokeLink, async ({ ctx, params }) => ({
  manageUrl: await revokeLink(ctx, params.id ?? ""),
}));
