import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { uploadJson } from "#lib/http/upload-json.ts";
import { beginUpload } from "#lib/media/transfer/begin-upload.ts";

export const POST = route(endpoints.beginUpload, async ({ ctx, body }) => ({
  upload: uploadJson(
    await beginUpload(ctx, {
      path: body.path,
      folder: body.nextcloud_path,
      filename: body.filename,
      customerId: body.customer_id,
      size: body.size,
      mimeType: body.mime_type,
      modifiedMs: body.last_modified ?? null,
    }),
  ),
}));
