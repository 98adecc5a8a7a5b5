import { hash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { SignIn } from "#sandbox/authenticate.ts";
import { etagOf } from "./file-etag.ts";
import type { FilesContext } from "./files-context.ts";
import { hasPreview, mediaTypeOf } from "./media-types.ts";
import { unfinishedPath } from "./store-file.ts";
import { userFilesDir } from "./user-files-dir.ts";

type Size = { width: number; height: number; whole: boolean };

async function makePreview(file: string, { width, height, whole }: Size, type: string): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const picture = sharp(file, { limitInputPixels: 80_000_000 })
    .rotate()
    .resize(width, height, { fit: whole ? "inside" : "cover", withoutEnlargement: true });
  return (type === "image/png" ? picture.png() : picture.jpeg({ quality: 80 })).toBuffer();
}

function sendEmpty(response: ServerResponse, status: number) {
  const headers = { "Content-Type": "application/json; charset=utf-8", "Content-Length": 2 };
  response
    .writeHead(status, { ...headers, "Cache-Control": "no-cache, no-store, must-revalidate" })
    .end("[]");
}

/**
 * `/index.php/core/preview?fileId=&x=&y=&a=`: a smaller picture of a file of one's own, made once and kept below
 * `<dataDir>/previews`. False: the request is not for it.
 */
export async function answerPreview(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query, signIn }: { path: string; query: URLSearchParams; signIn: SignIn },
): Promise<boolean> {
  if (!/^(?:\/index\.php)?\/core\/preview$/.test(path)) return false;
  if (signIn.kind !== "signed-in") {
    response.writeHead(401, { "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify({ message: "Current user is not logged in" }));
    return true;
  }
  const width = Number(query.get("x") ?? 32);
  const height = Number(query.get("y") ?? 32);
  const id = Number(query.get("fileId") ?? -1);
  const isSize = (side: number) => Number.isInteger(side) && side >= 1 && side <= 4096;
  if (!isSize(width) || !isSize(height) || !Number.isInteger(id)) {
    sendEmpty(response, 400);
    return true;
  }
  const found = context.ids.pathOf(signIn.user.id, id);
  const name = found?.path.split("/").at(-1) ?? "";
  if (found === undefined || !found.stats.isFile() || !hasPreview(name)) {
    sendEmpty(response, 404);
    return true;
  }
  const whole = ["1", "true"].includes(query.get("a") ?? "");
  const key = hash("md5", `${etagOf(found.stats)} ${width} ${height} ${whole}`);
  const etag = `"${key}"`;
  const type = mediaTypeOf(name) === "image/png" ? "image/png" : "image/jpeg";
  const headers = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=86400, immutable",
    "Last-Modified": found.stats.mtime.toUTCString(),
    ETag: etag,
  };
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return true;
  }
  const folder = join(context.dataDir, "previews");
  const kept = join(folder, key);
  const source = join(userFilesDir(context.dataDir, signIn.user.id), found.path);
  let picture: Buffer;
  try {
    picture = await readFile(kept).catch(async () => {
      const made = await makePreview(source, { width, height, whole }, type);
      mkdirSync(folder, { recursive: true });
      const fresh = unfinishedPath(context.dataDir);
      await writeFile(fresh, made);
      await rename(fresh, kept);
      return made;
    });
  } catch {
    // No picture after all, whatever its name says.
    sendEmpty(response, 404);
    return true;
  }
  response.writeHead(200, {
    ...headers,
    "Content-Disposition": `inline; filename="${width}-${height}.${type === "image/png" ? "png" : "jpg"}"`,
    "Content-Type": type,
    "Content-Length": picture.length,
  });
  response.end(request.method === "HEAD" ? undefined : picture);
  return true;
}
