import { endpoints } from "#lib/http/endpoints.ts";
import { mediaJson } from "#lib/http/media-json.ts";
import { route } from "#lib/http/route.ts";
import { finishUpload } from "#lib/media/transfer/finish-upload.ts";

export const POST = route(endpoints.finishUpload, async ({ ctx, params }) =>
  mediaJson(await finishUpload(ctx, params.id ?? "")),
);
