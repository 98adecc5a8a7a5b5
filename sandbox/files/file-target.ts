import { type Stats, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { badRequest, DavError, forbidden, notFound, overwriteRefused } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments } from "#sandbox/dav/dav-path.ts";
import { checkFileName, checkNewName } from "./file-names.ts";
import type { FilesContext } from "./files-context.ts";
import { userFilesDir } from "./user-files-dir.ts";

/** A place in a home, whether or not something is there. */
export type FileTarget = {
  user: string;
  /** Relative to the home, NFC. */
  segments: string[];
  path: string;
  absolute: string;
  stats: Stats | undefined;
};

/** What a name leads to at the moment. Throws 400 or 403 for names nothing can have. */
export function fileTarget(context: FilesContext, user: string, below: readonly string[]): FileTarget {
  const segments = below.map((name) => name.normalize("NFC"));
  for (const name of segments) checkFileName(name);
  const absolute = join(userFilesDir(context.dataDir, user), ...segments);
  let stats: Stats | undefined;
  try {
    stats = statSync(absolute, { throwIfNoEntry: false });
  } catch {
    // A file is not a folder: nothing can be below it.
  }
  return { user, segments, path: segments.join("/"), absolute, stats };
}

export const noSuchFile = (path: string) => notFound(`File with name /${path} could not be located`);

/** The stats of what is there. Throws 404. */
export function existing(target: FileTarget): Stats {
  if (target.stats === undefined) throw noSuchFile(target.path);
  return target.stats;
}

/** Whether the folder something would lie in is there. */
export const hasParent = (target: FileTarget) =>
  statSync(dirname(target.absolute), { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Where a COPY or MOVE leads: only within the same home (403), into a folder that is there (409), and onto something
 * that exists only where `Overwrite: F` does not forbid it (412). The path alone counts, whatever host is named.
 */
export function readFileDestination(
  context: FilesContext,
  request: IncomingMessage,
  user: string,
): FileTarget {
  const { destination } = request.headers;
  if (typeof destination !== "string") throw badRequest("The destination header was not supplied");
  const path = destination.replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/s, "");
  const [tree, owner, ...below] = davSegments(path);
  if (!path.startsWith(`${davRoot}/`) || /%2f/i.test(path) || tree !== "files" || owner !== user)
    throw forbidden("The destination is not in your own home");
  const target = fileTarget(context, user, below);
  if (target.segments.length === 0) throw forbidden("The home itself cannot be replaced");
  checkNewName(target.segments);
  if (!hasParent(target))
    throw new DavError(409, "Sabre\\DAV\\Exception\\Conflict", "The destination node is not found");
  if (request.headers.overwrite?.toString().toUpperCase() === "F" && target.stats !== undefined)
    throw overwriteRefused();
  return target;
}
