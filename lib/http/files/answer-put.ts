import { receiveUpload } from "#lib/media/transfer/receive-upload.ts";
import { mediaJson } from "../media-json.ts";
import { contentLength } from "./content-length.ts";
import { type FilesCall, sendJson, takeBody } from "./files-call.ts";

interface PutQuery {
  path?: string | undefined;
  nextcloud_path?: string | undefined;
  filename?: string | undefined;
  customer_id?: string | undefined;
}

/** PUT of one file as the whole body. */
export async function answerPut(call: FilesCall<PutQuery>): Promise<void> {
  const { ctx, request, response, query } = call;
  const media = await receiveUpload(ctx, {
    path: query.path,
    folder: query.nextcloud_path,
    filename: query.filename,
    customerId: query.customer_id,
    size: contentLength(request),
    mimeType: request.headers["content-type"],
    body: () => takeBody(call),
  });
  sendJson(response, media.state === "waiting" ? 202 : 201, mediaJson(media));
}
