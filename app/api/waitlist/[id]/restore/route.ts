import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { restoreToWaitlist } from "#lib/waitlist/restore-to-waitlist.ts";

export const POST = route(endpoints.restoreToWaitlist, async ({ ctx, params }) => {
  await restoreToWaitlist(ctx, params.id ?? "");
  return { restored: true };
});
