import { rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, forbidden, methodNotAllowed, notFound } from "#sandbox/dav/dav-error.ts";
import { davRoot, encodeSegment } from "#sandbox/dav/dav-path.ts";
import { type DavResource, multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { propfindProperties } from "#sandbox/dav/requested-properties.ts";
import { checkLocks } from "./check-locks.ts";
import { sendDav, xmlType } from "./dav-answer.ts";
import { checkFileName } from "./file-names.ts";
import { readFileDestination } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { checkQuota } from "./quota.ts";
import { announcedBytes, receiveFile } from "./receive-file.ts";
import { readMtime, storeFile, unfinishedPath } from "./store-file.ts";
import type { Upload, Uploads } from "./uploads.ts";

const noSuchUpload = (id: string) => notFound(`File with name //${id} could not be located`);

function resource(href: string, modified: number, size?: { bytes: number; etag: string }): DavResource {
  const values: Record<string, string> = { getlastmodified: new Date(modified).toUTCString() };
  if (size === undefined) values.resourcetype = "<d:collection/>";
  else {
    values.getcontentlength = String(size.bytes);
    values.resourcetype = "";
    values.getetag = `&quot;${size.etag}&quot;`;
    values.getcontenttype = "application/octet-stream";
  }
  return {
    href,
    properties: Object.entries(values).map(([name, xml]) => ({ namespace: davNs, name, xml })),
  };
}

async function list({ request, response, user }: UploadVisit, id: string, upload: Upload) {
  const requested = propfindProperties((await readBody(request)).toString("utf8"));
  const href = `${davRoot}/uploads/${encodeSegment(user)}/${encodeSegment(id)}/`;
  const chunks = upload.chunks();
  const modified = chunks.reduce((latest, chunk) => Math.max(latest, chunk.modified), upload.created);
  const members = [
    resource(`${href}.file`, modified, { bytes: upload.size(), etag: modified.toString(16) }),
    ...chunks.map(({ name, size, modified: at }) =>
      resource(href + name, at, { bytes: size, etag: `${at.toString(16)}${name}` }),
    ),
  ];
  const resources = [resource(href, modified), ...(request.headers.depth === "0" ? [] : members)];
  const xml = multistatus(resources.map((each) => resourceResponse(each, requested)));
  sendDav(response, 207, { "Content-Type": xmlType }, xml);
}

async function putChunk(
  context: FilesContext,
  { request, response }: UploadVisit,
  name: string,
  upload: Upload,
) {
  if (!/^\d{1,5}$/.test(name) || Number(name) < 1 || Number(name) > 10_000)
    throw badRequest("Invalid chunk name, must be numeric between 1 and 10000");
  const piece = { name, announced: announcedBytes(request), now: context.now() };
  const { throttle } = context.switches;
  await upload.put(piece, (file, position) => receiveFile(request, file, { position, throttle }));
  sendDav(response, 201);
}

async function assemble(context: FilesContext, visit: UploadVisit, upload: Upload, done: () => void) {
  const { request, response, user } = visit;
  const target = readFileDestination(context, request, user);
  if (target.stats?.isDirectory()) throw forbidden("The destination is a folder");
  const total = request.headers["oc-total-length"];
  const size = upload.size();
  if (total !== undefined && Number(total) !== size)
    throw badRequest(`Chunks on server do not sum up to ${total} but to ${size} bytes`);
  const mtime = readMtime(request.headers["x-oc-mtime"]);
  checkLocks(context, target);
  checkQuota(context, user, size, `/${target.segments.slice(0, -1).join("/")}`);
  const finished = unfinishedPath(context.dataDir);
  try {
    await upload.assemble(finished);
    // Somebody may have put something there meanwhile.
    const now = readFileDestination(context, request, user);
    const headers = storeFile(context, { finished, target: now, mtime });
    done();
    sendDav(response, now.stats === undefined ? 201 : 204, headers);
  } finally {
    await rm(finished, { force: true });
  }
}

type UploadVisit = { request: IncomingMessage; response: ServerResponse; user: string };

/** `/remote.php/dav/uploads/<user>/<id>`: uploads in pieces (chunking v2), from MKCOL to the MOVE of `.file`. */
export async function answerUploads(
  { context, uploads }: { context: FilesContext; uploads: Uploads },
  visit: UploadVisit,
  [id, name, ...rest]: readonly string[],
): Promise<void> {
  const { request, response, user } = visit;
  if (id === undefined) throw forbidden("Listing the uploads is not allowed");
  checkFileName(id);
  const upload = uploads.find(user, id, context.now());
  if (request.method === "MKCOL" && name === undefined) {
    if (upload !== undefined) throw methodNotAllowed("The resource you tried to create already exists");
    uploads.create(user, id, context.now());
    return sendDav(response, 201);
  }
  if (upload === undefined || rest.length > 0) throw noSuchUpload(id);
  if (request.method === "PROPFIND" && name === undefined) return list(visit, id, upload);
  if (request.method === "PUT" && name !== undefined) return putChunk(context, visit, name, upload);
  if (request.method === "DELETE" && name === undefined) {
    uploads.remove(user, id);
    return sendDav(response, 204);
  }
  if (request.method === "MOVE" && name === ".file")
    return assemble(context, visit, upload, () => uploads.remove(user, id));
  throw methodNotAllowed("Not for an upload");
}
