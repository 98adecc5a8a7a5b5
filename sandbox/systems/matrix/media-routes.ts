import { opaque } from "./homeserver-state.ts";
import { MatrixRefusal, notFound, readBytes } from "./matrix-answers.ts";
import { type Asked, type MatrixRoute, matrixRoute, RawAnswer } from "./matrix-route.ts";

/** What browsers may show in place ("Serving inline content"). */
const INLINE =
  /^(text\/(plain|css|csv)|image\/(jpeg|gif|png|apng|webp|avif)|video\/|audio\/|application\/(json|ld\+json))/;

export const mediaRoutes: MatrixRoute[] = [
  matrixRoute("POST", "media/v3/upload", upload),
  matrixRoute("GET", "client/v1/media/config", (asked) => {
    asked.requester();
    return { "m.upload.size": asked.options.maxUploadBytes };
  }),
  matrixRoute("GET", "client/v1/media/download/:server/:media", download),
  matrixRoute("GET", "client/v1/media/download/:server/:media/:name", download),
  matrixRoute("GET", "client/v1/media/thumbnail/:server/:media", download),
  matrixRoute("GET", "media/v3/download/:server/:media", oldDownload),
  matrixRoute("GET", "media/v3/download/:server/:media/:name", oldDownload),
];

async function upload({ state, request, url, media, options, requester }: Asked): Promise<object> {
  const { user } = requester();
  const length = request.headers["content-length"];
  if (length === undefined)
    throw new MatrixRefusal(400, "M_UNKNOWN", "Request must specify a Content-Length");
  if (Number(length) > options.maxUploadBytes) {
    request.resume();
    throw new MatrixRefusal(413, "M_TOO_LARGE", "Upload request body is too large");
  }
  const bytes = await readBytes(request, options.maxUploadBytes);
  const id = opaque();
  media.put(id, bytes);
  const contentType = request.headers["content-type"] ?? "application/octet-stream";
  state.media[id] = { contentType, filename: url.searchParams.get("filename"), uploader: user };
  return { content_uri: `mxc://${state.serverName}/${id}` };
}

/** "Content repository", authenticated since Matrix 1.11. */
function download(asked: Asked): object {
  if (!asked.options.authenticatedMedia)
    throw new MatrixRefusal(404, "M_UNRECOGNIZED", "Unrecognized request");
  asked.requester();
  return find(asked);
}

/** Synapse hides what was uploaded since authentication is asked for. */
function oldDownload(asked: Asked): object {
  if (asked.options.authenticatedMedia) throw notFound("Not found");
  return find(asked);
}

function find({ state, media, params: [server, id = ""] }: Asked): RawAnswer {
  const known = server === state.serverName ? state.media[id] : undefined;
  const bytes = known && media.get(id);
  if (!known || !bytes) throw notFound("Not found");
  const { contentType, filename } = known;
  const disposition = INLINE.test(contentType) ? "inline" : "attachment";
  return new RawAnswer(bytes, {
    "Content-Type": contentType,
    "Content-Length": String(bytes.length),
    "Content-Disposition":
      filename === null ? disposition : `${disposition}; filename*=utf-8''${encodeURIComponent(filename)}`,
    "Content-Security-Policy":
      "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; object-src 'self';",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "private,max-age=86400,s-maxage=86400,immutable",
  });
}
