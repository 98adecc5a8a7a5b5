import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, forbidden, notFound } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments } from "#sandbox/dav/dav-path.ts";
import { multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import { answerFilesPropfind } from "./answer-files-propfind.ts";
import { answerGet } from "./answer-get.ts";
import { answerProppatch } from "./answer-proppatch.ts";
import { answerPut } from "./answer-put.ts";
import { answerSearch } from "./answer-search.ts";
import { answerTrash } from "./answer-trash.ts";
import { answerUploads } from "./answer-uploads.ts";
import { answerDelete, answerMkcol, answerMove } from "./change-files.ts";
import { sendDav, sendRefusal, xmlType } from "./dav-answer.ts";
import { openFileIds } from "./file-ids.ts";
import { fileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import type { FilesSwitches } from "./files-switches.ts";
import { createFolderSizes } from "./folder-sizes.ts";
import { lockingApp } from "./locking-app.ts";
import { clearUnfinished } from "./store-file.ts";
import { openTrash } from "./trash.ts";
import { openUploads } from "./uploads.ts";
import { userFilesDir } from "./user-files-dir.ts";

/** Opens everybody's files below `dataDir`. `now` in epoch milliseconds. */
export function openFiles(dataDir: string, now: () => number, switches: FilesSwitches): FilesContext {
  for (const user of cloudUsers.keys()) mkdirSync(userFilesDir(dataDir, user), { recursive: true });
  clearUnfinished(dataDir);
  const ids = openFileIds(dataDir);
  const trash = openTrash(dataDir, ids, now);
  return { dataDir, now, ids, trash, switches, sizes: createFolderSizes() };
}

/** A foreign home shows an empty root to PROPFIND and refuses everything else. Throws 403 or 404. */
function answerForeignHome(
  request: IncomingMessage,
  response: ServerResponse,
  owner: string,
  below: string[],
) {
  if (!cloudUsers.has(owner)) throw notFound(`Principal with name ${owner} not found`);
  if (request.method === "PROPFIND" && below.length === 0) {
    const resource = {
      href: `${davRoot}/files/${owner}/`,
      properties: [{ namespace: davNs, name: "resourcetype", xml: "<d:collection/>" }],
    };
    const xml = multistatus([resourceResponse(resource, undefined)]);
    sendDav(response, 207, { "Content-Type": xmlType }, xml);
    return;
  }
  if (["PROPFIND", "GET", "HEAD"].includes(request.method ?? ""))
    throw notFound(`File with name /${below.join("/")} could not be located`);
  throw forbidden("This home belongs to someone else");
}

/** Whether a request is for the files, or what belongs to them. */
export function isForFiles(method: string | undefined, path: string): boolean {
  if (method === "SEARCH" && (path === davRoot || path === `${davRoot}/`)) return true;
  return ["files", "uploads", "trashbin"].some(
    (tree) => path === `${davRoot}/${tree}` || path.startsWith(`${davRoot}/${tree}/`),
  );
}

/**
 * Answers what is below `/remote.php/dav/{files,uploads,trashbin}/<user>/`, and SEARCH. `signIn` answers who asks; it
 * throws 401.
 */
export function filesAnswerer(
  context: FilesContext,
  signIn: (authorization: string | undefined) => CloudUser,
) {
  const uploads = openUploads(context.dataDir);
  const answerLocking = lockingApp(context.dataDir);

  async function answerFile(
    request: IncomingMessage,
    response: ServerResponse,
    owner: CloudUser,
    below: string[],
  ) {
    const target = fileTarget(context, owner.id, below);
    switch (request.method) {
      case "GET":
      case "HEAD":
        return answerGet(context, request, response, target);
      case "PUT":
        return answerPut(context, request, response, target);
      case "PROPFIND":
        return answerFilesPropfind(context, request, response, { target, owner });
      case "PROPPATCH":
        return answerProppatch(request, response, target);
      case "MKCOL":
        return answerMkcol(context, response, target);
      case "DELETE":
        return answerDelete(context, request, response, target);
      case "COPY":
      case "MOVE":
        return answerMove(context, request, response, target);
      default:
        return answerLocking(request, response);
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse) {
    const user = signIn(request.headers.authorization);
    const path = (request.url ?? "/").replace(/[?#].*$/s, "");
    if (/%2f/i.test(path)) {
      // Apache refuses it before Nextcloud sees it.
      sendDav(response, 404, {}, "<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1>");
      return;
    }
    if (/%00/.test(path)) throw badRequest("The path holds a zero byte");
    const [tree, owner, ...below] = davSegments(path);
    if (tree === undefined) return answerSearch(context, request, response, user);
    if (owner === undefined) throw forbidden("Listing the homes is not allowed");
    if (tree === "files" && owner !== user.id) return answerForeignHome(request, response, owner, below);
    if (owner !== user.id) throw notFound(`Principal with name ${owner} not found`);
    const visit = { request, response, user: user.id };
    if (tree === "uploads") return answerUploads({ context, uploads }, visit, below);
    if (tree === "trashbin") return answerTrash(context, visit, below);
    return answerFile(request, response, user, below);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await route(request, response);
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}
