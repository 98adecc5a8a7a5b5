import { endpoints } from "#lib/http/endpoints.ts";
import { customerMediaJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { listCustomerMedia } from "#lib/media/list-customer-media.ts";

export const GET = route(endpoints.listCustomerMedia, async ({ ctx, params }) =>
  customerMediaJson(await listCustomerMedia(ctx, params.id ?? "")),
);
