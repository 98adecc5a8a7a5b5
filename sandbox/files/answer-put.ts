import { open, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { checkPreconditions } from "#sandbox/dav/check-preconditions.ts";
import { DavError } from "#sandbox/dav/dav-error.ts";
import { checkLocks } from "./check-locks.ts";
import { sendDav } from "./dav-answer.ts";
import { etagOf } from "./file-etag.ts";
import { checkNewName } from "./file-names.ts";
import { type FileTarget, fileTarget, hasParent, noSuchFile } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { checkQuota } from "./quota.ts";
import { announcedBytes, receiveFile } from "./receive-file.ts";
import { readMtime, storeFile, unfinishedPath } from "./store-file.ts";

const conflict = (message: string) => new DavError(409, "Sabre\\DAV\\Exception\\Conflict", message);

function check(context: FilesContext, request: IncomingMessage, target: FileTarget) {
  const { stats, segments } = target;
  const etag = stats?.isFile() ? etagOf(stats) : undefined;
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = request.headers;
  if (stats?.isDirectory()) throw conflict("PUT is not allowed on non-files.");
  checkPreconditions({ ifMatch, ifNoneMatch }, etag);
  checkNewName(segments);
  if (!hasParent(target)) throw noSuchFile(segments.slice(0, -1).join("/"));
  checkLocks(context, target);
}

/**
 * PUT of a whole file. It takes its place only once everything has come, and only if the conditions still hold then;
 * quotas count where a length is announced, as on the real server.
 */
export async function answerPut(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  target: FileTarget,
): Promise<void> {
  check(context, request, target);
  const mtime = readMtime(request.headers["x-oc-mtime"]);
  const parent = target.segments.slice(0, -1).join("/");
  checkQuota(context, target.user, announcedBytes(request) ?? 0, `/${parent}/${target.segments.at(-1)}`);
  const finished = unfinishedPath(context.dataDir);
  try {
    const file = await open(finished, "wx");
    try {
      await receiveFile(request, file, { position: 0, throttle: context.switches.throttle });
    } finally {
      await file.close();
    }
    const now = fileTarget(context, target.user, target.segments);
    check(context, request, now);
    const headers = storeFile(context, { finished, target: now, mtime });
    sendDav(response, now.stats === undefined ? 201 : 204, headers);
  } finally {
    await rm(finished, { force: true });
  }
}
