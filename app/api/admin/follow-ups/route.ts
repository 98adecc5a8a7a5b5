import { listFollowUps } from "#lib/follow-ups/list-follow-ups.ts";
import { saveFollowUp } from "#lib/follow-ups/save-follow-up.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listFollowUps, async ({ ctx }) => ({
  followUps: await listFollowUps(ctx),
}));

export const PUT = route(endpoints.saveFollowUp, async ({ ctx, body }) => ({
  followUp: await saveFollowUp(ctx, body),
}));
