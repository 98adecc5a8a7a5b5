import { endpoints } from "#lib/http/endpoints.ts";
import { spanJson } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { addClosure } from "#lib/studio/add-closure.ts";
import { listClosures } from "#lib/studio/list-closures.ts";

export const GET = route(endpoints.listClosures, async ({ ctx }) => ({
  closures: (await listClosures(ctx)).map(spanJson),
}));

export const POST = route(endpoints.addClosure, async ({ ctx, body }) => {
  const { closures, ...added } = await addClosure(ctx, body);
  return { ...added, closures: closures.map(spanJson) };
});
