import type FileSystemAdapter from "@nephele/adapter-file-system";
import type { RequestHandler, Response } from "express";

/** The resource a request names; its base is the mount point of nephele. */
function resourceOf(adapter: FileSystemAdapter, request: { baseUrl: string; originalUrl: string }) {
  const base = new URL(`${request.baseUrl}/`, "http://localhost");
  return adapter.newResource(new URL(request.originalUrl, base), base);
}

/** A PUT's answer waits for the ETag of what was stored. */
function endWithEtag(response: Response, etag: () => Promise<string>) {
  const end = response.end.bind(response);
  response.end = (...sent: unknown[]) => {
    // nephele ends a successful PUT without a body; a refusal is sent with one, by our own error handler.
    if (response.statusCode >= 300) return end(sent[0]);
    etag()
      .then((value) => response.set({ ETag: `"${value}"`, "OC-ETag": `"${value}"` }))
      .catch(() => undefined)
      .finally(() => end());
    return response;
  };
}

/** Follows the headers nephele sets with those Nextcloud sends beside them. */
function followHeaders(response: Response) {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const range = name === "Content-Range" ? /^bytes (\d+)-(\d+)\//.exec(String(value)) : null;
    if (range !== null) setHeader("Content-Length", Number(range[2]) - Number(range[1]) + 1);
    if (name === "ETag") setHeader("OC-ETag", value);
    return setHeader(name, value);
  };
}

/**
 * Adds what nephele leaves away and Nextcloud sends: the ETag after a PUT, `OC-ETag`, and the Content-Length of
 * a single range and of HEAD.
 */
export function completeHeaders(adapter: FileSystemAdapter): RequestHandler {
  return async (request, response, next) => {
    if (request.method === "PUT") {
      endWithEtag(response, async () => (await resourceOf(adapter, request)).getEtag());
    }
    if (request.method === "GET" || request.method === "HEAD") {
      followHeaders(response);
      const resource = await resourceOf(adapter, request);
      if (request.method === "HEAD" && (await resource.exists()) && !(await resource.isCollection())) {
        response.setHeader("Content-Length", await resource.getLength());
      }
    }
    next();
  };
}
