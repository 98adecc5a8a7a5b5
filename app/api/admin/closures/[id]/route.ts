import { endpoints } from "#lib/http/endpoints.ts";
import { spanJson } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { removeClosure } from "#lib/studio/remove-closure.ts";

export const DELETE = route(endpoints.removeClosure, async ({ ctx, params }) => ({
  closures: (await removeClosure(ctx, params.id ?? "")).map(spanJson),
}));
