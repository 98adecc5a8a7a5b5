import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { addClosure } from "#lib/studio/add-closure.ts";
import { listClosures } from "#lib/studio/list-closures.ts";

export const GET = route(endpoints.listClosures, async ({ ctx }) => ({ closures: await listClosures(ctx) }));

export const POST = route(endpoints.addClosure, ({ ctx, body }) => addClosure(ctx, body));
