import { Readable } from "node:stream";
import { AppError } from "#lib/core/errors.ts";
import { requireMediaOf } from "#lib/messenger/media/find-media.ts";
import { mediaType } from "#lib/messenger/media/media-type.ts";
import { type OpenMedia, openMedia } from "#lib/messenger/media/open-media.ts";
import { contentDisposition } from "../files/content-disposition.ts";
import { FILE_SAFETY } from "../files/file-headers.ts";
import { expectReader } from "../files/files-call.ts";
import { pumpBody } from "../files/pump-body.ts";
import type { MediaCall } from "./media-call.ts";
import { partOf } from "./part-of.ts";

/** Enough to tell a picture by. */
const HEAD_BYTES = 4096;

/** GET and HEAD of a file of a room. What it is, is told by its bytes, whoever said what when it came. */
export async function answerMedia(
  call: MediaCall,
  { id, download }: { id: string; download: boolean },
): Promise<void> {
  const { ctx, member, request, response } = call;
  const media = requireMediaOf(ctx, member, id);
  const etag = `"${media.id}"`;
  const common = {
    ...FILE_SAFETY,
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "Accept-Ranges": "bytes",
  };
  if (matches(request.headers["if-none-match"], etag)) {
    response.writeHead(304, common).end();
    return;
  }
  const open = await openMedia(ctx, media);
  let isHandedOn = false;
  try {
    const { size } = open;
    const part = partOf(size, rangeOf(call, etag));
    if (part === "outside") {
      response.setHeader("Content-Range", `bytes */${size}`);
      throw new AppError("range_not_satisfiable", "The file ends before the part that was asked for.");
    }
    const type = mediaType(await headOf(open), media.filename);
    const kind = !download && type.startsWith("image/") ? "inline" : "attachment";
    const { first, last } = part ?? { first: 0, last: size - 1 };
    const length = last - first + 1;
    if (response.destroyed) return;
    response.writeHead(part ? 206 : 200, {
      ...common,
      "Content-Type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
      "Content-Disposition": contentDisposition(kind, media.filename),
      "Content-Length": length,
      ...(part ? { "Content-Range": `bytes ${first}-${last}/${size}` } : {}),
    });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    const body = Readable.from(open.read(first, last), { objectMode: false });
    body.once("close", () => void open.close());
    isHandedOn = true;
    expectReader(response);
    await pumpBody({ status: 200, headers: {}, body, abort: () => void body.destroy() }, response, length);
  } finally {
    if (!isHandedOn) await open.close();
  }
}

/** A HEAD has no parts, and a part of another version is of no use to anybody. */
function rangeOf({ request }: MediaCall, etag: string): string | undefined {
  if (request.method === "HEAD") return undefined;
  const condition = request.headers["if-range"];
  return condition === undefined || condition === etag ? request.headers.range : undefined;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((one) => ["*", etag, `W/${etag}`].includes(one.trim()));
}

async function headOf(open: OpenMedia): Promise<Buffer> {
  for await (const piece of open.read(0, Math.min(HEAD_BYTES, open.size) - 1)) return piece;
  return Buffer.alloc(0);
}
