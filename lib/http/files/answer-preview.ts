import { openPreview } from "#lib/media/transfer/open-preview.ts";
import { FILE_SAFETY } from "./file-headers.ts";
import { expectReader, type FilesCall } from "./files-call.ts";
import { pumpBody } from "./pump-body.ts";

/** GET of a small picture. Pages name the version in the address, so that the browser may keep it for a day. */
export async function answerPreview(call: FilesCall<{ path: string; size: number }>): Promise<void> {
  const { ctx, request, response, query, signal } = call;
  const known = request.headers["if-none-match"] ?? "";
  const preview = await openPreview(ctx, { ...query, knows: (etag) => isNamed(etag, known), signal });
  const headers = { ...FILE_SAFETY, ETag: preview.etag, "Cache-Control": "private, max-age=86400" };
  if (preview.kind === "known") {
    response.writeHead(304, headers).end();
    return;
  }
  const content = { ...headers, "Content-Type": preview.mimeType, "Content-Disposition": "inline" };
  if (preview.kind === "bytes") {
    response.writeHead(200, { ...content, "Content-Length": preview.bytes.length }).end(preview.bytes);
    return;
  }
  const length = preview.answer.headers["content-length"];
  response.writeHead(200, length === undefined ? content : { ...content, "Content-Length": length });
  expectReader(response);
  await pumpBody(preview.answer, response, length === undefined ? null : Number(length));
}

/** RFC 9110, section 13.1.2: a list of tags, compared weakly, or `*`. */
function isNamed(etag: string, header: string): boolean {
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || header.trim() === "*";
}
