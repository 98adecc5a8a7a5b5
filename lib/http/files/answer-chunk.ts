import { receiveChunk } from "#lib/media/transfer/receive-chunk.ts";
import { contentLength } from "./content-length.ts";
import { type FilesCall, sendJson, takeBody } from "./files-call.ts";

/** PUT of one piece of an upload. */
export async function answerChunk(call: FilesCall<unknown>): Promise<void> {
  const { ctx, request, response, params } = call;
  const receivedBytes = await receiveChunk(ctx, {
    id: params.id ?? "",
    number: Number(params.number),
    size: contentLength(request),
    body: () => takeBody(call),
  });
  sendJson(response, 200, { received_bytes: receivedBytes });
}
