import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { removeFromWaitlist } from "#lib/waitlist/leave-waitlist.ts";

export const DELETE = route(endpoints.removeFromWaitlist, async ({ ctx, params }) => {
  await removeFromWaitlist(ctx, params.id ?? "");
  return { removed: true };
});
