import { listTags } from "#lib/customers/list-tags.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listTags, async ({ ctx }) => ({ tags: await listTags(ctx) }));
