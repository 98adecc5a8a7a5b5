import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { AppError } from "#lib/core/errors.ts";
import { nameOf } from "#lib/media/file-path.ts";
import { openFile } from "#lib/media/transfer/open-file.ts";
import { contentDisposition } from "./content-disposition.ts";
import { FILE_SAFETY } from "./file-headers.ts";
import { expectReader, type FilesCall } from "./files-call.ts";
import { pumpBody } from "./pump-body.ts";
import { isShown, safeContentType } from "./safe-content-type.ts";
import { singleRange } from "./single-range.ts";

/** GET and HEAD of a file. Its headers are ours; of Nextcloud's only what the table below names passes. */
export async function answerFile(
  call: FilesCall<{ path: string; download?: "0" | "1"; etag?: string }>,
): Promise<void> {
  const { ctx, request, response, query, signal } = call;
  const isHead = request.method === "HEAD";
  // Nextcloud answers 500 to a HEAD with a range, which has no meaning anyway.
  const range = isHead ? undefined : singleRange(request.headers.range);
  const { path, answer } = await openFile(ctx, {
    path: query.path,
    method: isHead ? "HEAD" : "GET",
    etag: query.etag,
    headers: {
      range,
      ifRange: range === undefined ? undefined : request.headers["if-range"]?.toString(),
      ifNoneMatch: request.headers["if-none-match"],
      ifModifiedSince: request.headers["if-modified-since"],
    },
    signal,
  });
  if (answer.status === 416) {
    answer.body.resume();
    const size = /\/(\d{1,15})$/.exec(answer.headers["content-range"] ?? "")?.[1];
    if (size !== undefined) response.setHeader("Content-Range", `bytes */${size}`);
    throw new AppError("range_not_satisfiable", "The file ends before the part that was asked for.");
  }
  const type = safeContentType(nameOf(path), answer.headers["content-type"]);
  const kind = query.download !== "1" && isShown(type) ? "inline" : "attachment";
  response.writeHead(answer.status, {
    ...passedOn(answer.headers),
    ...(answer.status === 304
      ? {}
      : { "Content-Type": type, "Content-Disposition": contentDisposition(kind, nameOf(path)) }),
    ...FILE_SAFETY,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-cache",
  });
  if (isHead || answer.status === 304) {
    answer.body.resume();
    response.end();
    return;
  }
  expectReader(response);
  const length = answer.headers["content-length"];
  await pumpBody(answer, response, length === undefined ? null : Number(length));
}

const PASSED_ON = ["content-length", "content-range", "etag", "last-modified"] as const;

function passedOn(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const found: OutgoingHttpHeaders = {};
  for (const name of PASSED_ON) if (headers[name] !== undefined) found[name] = headers[name];
  return found;
}
