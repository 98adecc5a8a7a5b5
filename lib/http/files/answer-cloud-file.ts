import { AppError } from "#lib/core/errors.ts";
import { browseFolder } from "#lib/media/browse-folder.ts";
import { deleteFile } from "#lib/media/delete-file.ts";
import { fileJson } from "../file-json.ts";
import { iso } from "../iso.ts";
import { answerFile } from "./answer-file.ts";
import { type FilesCall, sendJson } from "./files-call.ts";
import { pathInAddress } from "./path-in-address.ts";

interface CloudFileQuery {
  download?: "0" | "1";
  etag?: string;
  limit: number;
  cursor?: string;
}

/** GET and HEAD of a path in the address: the file, or one page of the folder. */
export async function answerCloudFile(call: FilesCall<CloudFileQuery>): Promise<void> {
  const { ctx, request, response, params } = call;
  const path = pathInAddress(params.path);
  const { download, etag, limit, cursor } = call.query;
  try {
    await answerFile({ ...call, query: { path, download, etag } });
  } catch (error) {
    const mayBeFolder =
      error instanceof AppError &&
      error.code === "not_found" &&
      request.method === "GET" &&
      !response.headersSent;
    if (!mayBeFolder) throw error;
    // Nothing there is said once more, in the same words.
    const page = await browseFolder(ctx, { path, limit, cursor });
    sendJson(response, 200, { files: page.rows.map(fileJson), nextCursor: page.nextCursor });
  }
}

/** DELETE of a path in the address. */
export async function answerCloudDelete(call: FilesCall<{ etag?: string }>): Promise<void> {
  const { ctx, response, params, query } = call;
  const undo = await deleteFile(ctx, { path: pathInAddress(params.path), etag: query.etag });
  sendJson(response, 200, {
    deleted: true,
    undo: undo && { path: undo.path, deleted_at: iso(undo.deletedMs) },
  });
}
