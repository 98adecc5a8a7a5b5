import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { uploadJson } from "#lib/http/upload-json.ts";
import { abortUpload } from "#lib/media/transfer/abort-upload.ts";
import { showUpload } from "#lib/media/transfer/show-upload.ts";

export const GET = route(endpoints.showUpload, async ({ ctx, params }) => ({
  upload: uploadJson(await showUpload(ctx, params.id ?? "")),
}));

export const DELETE = route(endpoints.abortUpload, async ({ ctx, params }) => {
  await abortUpload(ctx, params.id ?? "");
  return { aborted: true };
});
