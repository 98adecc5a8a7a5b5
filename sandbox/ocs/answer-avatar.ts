import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pngPicture } from "#sandbox/seed/png-picture.ts";
import { cloudUsers } from "#sandbox/users.ts";

/** The pictures of people, one colour each: `/index.php/avatar/<user>/<size>`. False: the request is not for it. */
export function answerAvatar(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const [, name, size] = /^(?:\/index\.php)?\/avatar\/([^/]+)\/(\d{1,4})$/.exec(path) ?? [];
  if (name === undefined || size === undefined) return false;
  const user = cloudUsers.get(decodeURIComponent(name));
  if (user === undefined) {
    response.writeHead(404, { "Content-Type": "application/json; charset=utf-8" }).end("[]");
    return true;
  }
  const hash = createHash("sha256").update(user.id).digest();
  const colour = [hash[0] ?? 0, hash[1] ?? 0, hash[2] ?? 0] as const;
  // Nextcloud has two sizes and gives the next larger one.
  const side = Number(size) > 64 ? 512 : 64;
  const etag = `"${hash.toString("hex").slice(0, 32)}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": "private, max-age=86400, immutable",
    "X-NC-IsCustomAvatar": "0",
  };
  if (request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
  else {
    const picture = pngPicture(side, side, colour, [255 - colour[0], 255 - colour[1], 255 - colour[2]]);
    response.writeHead(200, { ...headers, "Content-Type": "image/png", "Content-Length": picture.length });
    response.end(request.method === "HEAD" ? undefined : picture);
  }
  return true;
}
