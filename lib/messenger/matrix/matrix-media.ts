import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { isRefusal } from "./is-refusal.ts";
import type { MatrixClient } from "./matrix-client.ts";
import type { MatrixRequest } from "./matrix-request.ts";
import { parseMxc } from "./parse-mxc.ts";

/** The slowest line an upload gets through, bytes a millisecond. */
const SLOWEST = 64;
const UPLOAD_BASE_MS = 30_000;

const uploaded = z.object({ content_uri: z.string().refine((uri) => parseMxc(uri) !== null) });

/** Files, on their way to the homeserver and back. */
export function matrixMedia(request: MatrixRequest): Pick<MatrixClient, "uploadMedia" | "downloadMedia"> {
  return {
    async uploadMedia({ body, size, contentType, filename }, as) {
      const call = {
        method: "POST",
        path: ["media", "v3", "upload"],
        query: { filename },
        as,
        bytes: {
          body,
          size,
          contentType: isMediaType(contentType) ? contentType : "application/octet-stream",
        },
        timeoutMs: UPLOAD_BASE_MS + size / SLOWEST,
      } as const;
      return (await request.json(call, uploaded)).content_uri;
    },

    async downloadMedia(mxc, { as, signal } = {}) {
      const place = parseMxc(mxc);
      if (!place) throw notMedia();
      const { server, mediaId } = place;
      try {
        const path = ["client", "v1", "media", "download", server, mediaId];
        return await request.stream({ method: "GET", path, as }, signal);
      } catch (error) {
        if (!isRefusal(error, "unrecognized")) throw error;
      }
      // A homeserver from before Matrix 1.11, which knows no authenticated media.
      const path = ["media", "v3", "download", server, mediaId];
      return request.stream({ method: "GET", path, as }, signal);
    },
  };
}

/** What would break the header is no media type. */
function isMediaType(text: string): boolean {
  return /^[\w.+-]+\/[\w.+-]+(;[\x20-\x7e]*)?$/.test(text);
}

function notMedia(): UpstreamError {
  return new UpstreamError({
    service: "matrix",
    kind: "rejected",
    reason: "not-an-id",
    message: "This is not the address of a file on Matrix.",
    neverSent: true,
  });
}
