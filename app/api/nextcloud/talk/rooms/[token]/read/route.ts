import { markTalkRead } from "#lib/connections/mark-talk-read.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.markTalkRead, async ({ ctx, params }) => {
  await markTalkRead(ctx, { token: params.token ?? "" });
  return { success: true };
});
