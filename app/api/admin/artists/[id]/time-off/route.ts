import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { removeTimeOff } from "#lib/artists/remove-time-off.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.addTimeOff, ({ ctx, params, body }) =>
  addTimeOff(ctx, params.id ?? "", body),
);

export const DELETE = route(endpoints.removeTimeOff, async ({ ctx, params, query }) => ({
  artist: await removeTimeOff(ctx, params.id ?? "", query),
}));
