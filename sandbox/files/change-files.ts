import { cpSync, mkdirSync, renameSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { checkPreconditions } from "#sandbox/dav/check-preconditions.ts";
import { DavError, forbidden, methodNotAllowed } from "#sandbox/dav/dav-error.ts";
import { checkLocks } from "./check-locks.ts";
import { sendDav } from "./dav-answer.ts";
import { etagOf } from "./file-etag.ts";
import { checkNewName } from "./file-names.ts";
import { existing, type FileTarget, fileTarget, hasParent, readFileDestination } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { storedHeaders } from "./store-file.ts";
import { userFilesDir } from "./user-files-dir.ts";

function touchParents({ sizes, dataDir }: FilesContext, ...targets: FileTarget[]) {
  for (const { user, segments } of targets) sizes.touch(userFilesDir(dataDir, user), segments.slice(0, -1));
}

/** MKCOL: 201, 405 where something is, 409 without a parent. */
export function answerMkcol(context: FilesContext, response: ServerResponse, target: FileTarget): void {
  if (target.stats !== undefined) throw methodNotAllowed("The resource you tried to create already exists");
  checkNewName(target.segments);
  if (!hasParent(target))
    throw new DavError(409, "Sabre\\DAV\\Exception\\Conflict", "Parent node does not exist");
  mkdirSync(target.absolute);
  context.sizes.touch(userFilesDir(context.dataDir, target.user), target.segments);
  sendDav(response, 201, storedHeaders(context, target));
}

/** DELETE: into the trash bin. */
export function answerDelete(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  target: FileTarget,
): void {
  const stats = existing(target);
  if (target.segments.length === 0) throw forbidden("The home itself cannot be deleted");
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = request.headers;
  checkPreconditions({ ifMatch, ifNoneMatch }, etagOf(stats));
  checkLocks(context, target);
  context.trash.throwAway(target.user, target.path);
  touchParents(context, target);
  sendDav(response, 204);
}

/** MOVE and COPY within the home; what is overwritten goes to the trash bin. */
export function answerMove(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  source: FileTarget,
): void {
  existing(source);
  if (source.segments.length === 0) throw forbidden("The home itself cannot be moved");
  const target = readFileDestination(context, request, source.user);
  if (`${target.path}/`.startsWith(`${source.path}/`))
    throw forbidden("Source and destination uri are identical.");
  if (`${source.path}/`.startsWith(`${target.path}/`))
    throw forbidden("The destination may not be above the source");
  const moving = request.method === "MOVE";
  checkLocks(context, ...(moving ? [source, target] : [target]));
  if (target.stats !== undefined) context.trash.throwAway(target.user, target.path);
  if (moving) renameSync(source.absolute, target.absolute);
  else cpSync(source.absolute, target.absolute, { recursive: true, preserveTimestamps: true });
  touchParents(context, source, target);
  const { "OC-FileId": fileId, ...etags } = storedHeaders(
    context,
    fileTarget(context, target.user, target.segments),
  );
  sendDav(response, target.stats === undefined ? 201 : 204, {
    "OC-FileId": fileId,
    ...(moving ? etags : {}),
  });
}
