import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { checkPreconditions } from "#sandbox/dav/check-preconditions.ts";
import { DavError } from "#sandbox/dav/dav-error.ts";
import { davHeaders, sendDav, xmlType } from "./dav-answer.ts";
import { etagOf } from "./file-etag.ts";
import { existing, type FileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { mediaTypeOf } from "./media-types.ts";
import { pumpFile } from "./pump-file.ts";
import { type ByteRange, readRanges } from "./read-ranges.ts";

const folderText =
  "This is the WebDAV interface. It can only be accessed by WebDAV clients such as the Nextcloud desktop sync client.";

/** The `Content-Disposition` of a download, both spellings percent-encoded as Nextcloud does. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}; filename="${encoded}"`;
}

function isUnchanged({ headers }: IncomingMessage, etag: string, modified: string): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined)
    return tags.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return !Number.isNaN(since) && Date.parse(modified) <= since;
}

/** Whether `If-Range` names what is there, so that `Range` counts. */
function meansThis({ headers }: IncomingMessage, etag: string, modified: string): boolean {
  const condition = headers["if-range"];
  if (typeof condition !== "string") return true;
  if (condition.startsWith('"')) return condition === etag;
  return Date.parse(modified) <= Date.parse(condition);
}

const multipart = (ranges: ByteRange[], type: string, size: number) => {
  const boundary = randomBytes(8).toString("hex");
  const heads = ranges.map(
    ({ start, end }) =>
      `\r\n--${boundary}\r\nContent-type: ${type}\r\nContent-range: bytes ${start}-${end}/${size}\r\n\r\n`,
  );
  const tail = `\r\n--${boundary}--\r\n`;
  const bytes = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return { boundary, heads, tail, length: bytes + heads.join("").length + tail.length };
};

/** Sends the parts of a file with what goes between them. */
async function sendParts(
  context: FilesContext,
  response: ServerResponse,
  file: FileTarget,
  { parts, heads, tail }: { parts: ByteRange[]; heads: string[]; tail: string },
) {
  const handle = await open(file.absolute);
  try {
    for (const [index, range] of parts.entries()) {
      const head = heads[index];
      if (head !== undefined) response.write(head);
      await pumpFile(handle, response, range, context.switches.throttle);
    }
    response.end(tail);
    // Closed only now: what was handed over may still be read from.
    if (!response.writableFinished && !response.destroyed)
      await new Promise((resolve) => response.once("close", resolve));
  } finally {
    await handle.close();
  }
}

/** GET and HEAD of a file or folder: ranges (several too), conditions, and Nextcloud's 500 for HEAD with `Range`. */
export async function answerGet(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  file: FileTarget,
): Promise<void> {
  const stats = existing(file);
  if (stats.isDirectory()) {
    sendDav(response, 200, { Vary: "Accept-Encoding" }, folderText);
    return;
  }
  const etag = etagOf(stats);
  const modified = stats.mtime.toUTCString();
  const { size } = stats;
  checkPreconditions({ ifMatch: request.headers["if-match"], ifNoneMatch: undefined }, etag);
  if (isUnchanged(request, etag, modified)) return sendDav(response, 304, { ETag: etag });
  const about: OutgoingHttpHeaders = { "Last-Modified": modified, ETag: etag };
  if (request.method === "HEAD" && request.headers.range !== undefined)
    return sendDav(response, 500, { ...about, "Content-Type": xmlType });
  let ranges: ByteRange[] | undefined;
  try {
    ranges = meansThis(request, etag, modified) ? readRanges(request.headers.range, size) : undefined;
  } catch (error) {
    if (error instanceof DavError) Object.assign(error.headers, about);
    throw error;
  }
  const name = file.segments.at(-1) ?? "";
  const plain = mediaTypeOf(name);
  const type = plain.startsWith("text/") ? `${plain};charset=UTF-8` : plain;
  const [first] = ranges ?? [];
  const several = ranges !== undefined && ranges.length > 1 ? multipart(ranges, plain, size) : undefined;
  const parts = ranges ?? [{ start: 0, end: size - 1 }];
  const headers = {
    ...davHeaders,
    ...about,
    "OC-ETag": etag,
    "Content-Disposition": attachment(name),
    "X-Accel-Buffering": "no",
    "Content-Type": several === undefined ? type : `multipart/byteranges; boundary=${several.boundary}`,
    "Content-Length": several?.length ?? parts.reduce((sum, { start, end }) => sum + end - start + 1, 0),
    ...(several === undefined && first !== undefined
      ? { "Content-Range": `bytes ${first.start}-${first.end}/${size}` }
      : {}),
  };
  response.writeHead(ranges === undefined ? 200 : 206, headers);
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  await sendParts(context, response, file, { parts, heads: several?.heads ?? [], tail: several?.tail ?? "" });
}
