import { statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, DavError, forbidden, methodNotAllowed } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments, encodeSegment } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { type DavResource, multistatus, type Property, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs, nextcloudNs, ownCloudNs } from "#sandbox/dav/namespaces.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { propfindProperties } from "#sandbox/dav/requested-properties.ts";
import { sendDav, xmlType } from "./dav-answer.ts";
import { etagOf } from "./file-etag.ts";
import type { FilesContext } from "./files-context.ts";
import { hasPreview, mediaTypeOf } from "./media-types.ts";
import { longFileId } from "./store-file.ts";
import type { TrashItem } from "./trash.ts";
import { userFilesDir } from "./user-files-dir.ts";

const trashRoot = (user: string) => `${davRoot}/trashbin/${encodeSegment(user)}/trash/`;

function trashResource({ ids, sizes }: FilesContext, user: string, item: TrashItem): DavResource {
  const stats = statSync(item.content);
  const folder = stats.isDirectory();
  const size = String(folder ? sizes.sizeOf(item.content, stats) : stats.size);
  const named = (namespace: string, values: Record<string, string>): Property[] =>
    Object.entries(values).map(([name, xml]) => ({ namespace, name, xml }));
  const properties = [
    ...named(davNs, {
      getlastmodified: new Date(item.deletedSeconds * 1000).toUTCString(),
      getcontentlength: size,
      resourcetype: folder ? "<d:collection/>" : "",
      getetag: escapeXml(etagOf(stats)),
      getcontenttype: folder ? "httpd/unix-directory" : mediaTypeOf(item.name),
    }),
    ...named(ownCloudNs, {
      id: longFileId(ids.idOf(stats)),
      fileid: String(ids.idOf(stats)),
      permissions: "GD",
      size,
    }),
    ...named(nextcloudNs, {
      "has-preview": String(!folder && hasPreview(item.name)),
      "trashbin-filename": escapeXml(item.name),
      "trashbin-original-location": escapeXml(item.originalPath),
      "trashbin-deletion-time": String(item.deletedSeconds),
    }),
  ];
  return { href: trashRoot(user) + encodeSegment(item.key) + (folder ? "/" : ""), properties };
}

async function answerList(context: FilesContext, visit: TrashVisit, item: TrashItem | undefined) {
  const { request, response, user } = visit;
  const requested = propfindProperties((await readBody(request)).toString("utf8"));
  const top = {
    href: trashRoot(user),
    properties: [{ namespace: davNs, name: "resourcetype", xml: "<d:collection/>" }],
  };
  const items = request.headers.depth === "0" ? [] : context.trash.list(user);
  const resources =
    item === undefined
      ? [top, ...items.map((each) => trashResource(context, user, each))]
      : [trashResource(context, user, item)];
  const xml = multistatus(resources.map((resource) => resourceResponse(resource, requested)));
  sendDav(response, 207, { "Content-Type": xmlType }, xml);
}

function restore(context: FilesContext, { request, response, user }: TrashVisit, item: TrashItem) {
  const { destination } = request.headers;
  if (typeof destination !== "string") throw badRequest("The destination header was not supplied");
  const [tree, owner, place, name] = davSegments(destination.replace(/^https?:\/\/[^/]+/i, ""));
  if (tree !== "trashbin" || owner !== user || place !== "restore" || name === undefined)
    throw forbidden("Something in the trash bin can only be restored");
  const path = context.trash.restore(user, item);
  context.sizes.touch(userFilesDir(context.dataDir, user), path.split("/").slice(0, -1));
  sendDav(response, 201);
}

type TrashVisit = { request: IncomingMessage; response: ServerResponse; user: string };

/** `/remote.php/dav/trashbin/<user>/trash/<name>.d<seconds>`: listing, restoring by MOVE, deleting for good. */
export async function answerTrash(
  context: FilesContext,
  visit: TrashVisit,
  [place, key, ...rest]: readonly string[],
): Promise<void> {
  const { request, response, user } = visit;
  const notThere = () =>
    new DavError(404, "Sabre\\DAV\\Exception\\NotFound", "File not found in the trash bin");
  if (place !== "trash" || rest.length > 0) throw notThere();
  const item = key === undefined ? undefined : context.trash.find(user, key);
  if (key !== undefined && item === undefined) throw notThere();
  if (request.method === "PROPFIND") return answerList(context, visit, item);
  if (request.method === "DELETE") {
    for (const each of item === undefined ? context.trash.list(user) : [item]) context.trash.remove(each);
    return sendDav(response, 204);
  }
  if (request.method !== "MOVE" || item === undefined) throw methodNotAllowed("Not in the trash bin");
  restore(context, visit, item);
}
