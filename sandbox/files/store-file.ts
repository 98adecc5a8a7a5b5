import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { DavError } from "#sandbox/dav/dav-error.ts";
import { etagOf } from "./file-etag.ts";
import type { FileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";

/** The `X-OC-MTime` of a request in seconds; undefined: none was sent. Throws Nextcloud's 500. */
export function readMtime(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== "string" || !/^-?\d{1,12}$/.test(header.trim()))
    throw new DavError(
      500,
      "InvalidArgumentException",
      "X-OC-MTime header must be an integer (unix timestamp).",
    );
  return Number(header);
}

/** A path for a file that is not finished. What a crash left is taken away at the next start. */
export function unfinishedPath(dataDir: string): string {
  return join(dataDir, "unfinished", randomUUID());
}

/** Empties the place of unfinished files. */
export function clearUnfinished(dataDir: string): void {
  rmSync(join(dataDir, "unfinished"), { recursive: true, force: true });
  mkdirSync(join(dataDir, "unfinished"), { recursive: true });
}

/** `OC-FileId`: the number, and what the instance is called. */
export const longFileId = (id: number) => `${String(id).padStart(8, "0")}ocsandbox`;

/** The headers that name what lies at a place now. */
export function storedHeaders({ ids }: FilesContext, target: FileTarget) {
  const stats = statSync(target.absolute);
  const etag = etagOf(stats);
  return {
    "OC-FileId": longFileId(ids.idOf(stats)),
    ...(stats.isDirectory() ? {} : { ETag: etag, "OC-ETag": etag }),
  };
}

/** Puts a finished file in its place at once. Answers the headers; the caller has looked whether it may. */
export function storeFile(
  context: FilesContext,
  { finished, target, mtime }: { finished: string; target: FileTarget; mtime: number | undefined },
) {
  if (mtime !== undefined) utimesSync(finished, mtime, mtime);
  context.ids.replace(finished, target.absolute);
  const home = target.absolute.slice(0, target.absolute.length - target.segments.join("/").length);
  context.sizes.touch(home, target.segments.slice(0, -1));
  return {
    ...storedHeaders(context, target),
    ...(mtime === undefined ? {} : { "X-OC-MTime": "accepted" }),
  };
}
