import { confirmDeletions } from "#lib/calendars/confirm-deletions.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.confirmDeletions, async ({ ctx, params }) => ({
  result: await confirmDeletions(ctx, { id: params.id ?? "" }),
}));
