import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import { beginUploadInput } from "#lib/media/transfer/upload-input.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";
import { mediaRecord } from "./file-out.ts";
import { isoOut } from "./iso-out.ts";

/**
 * Everything that carries files. What a comment marks is answered by our own server in front of Next
 * (lib/http/files/files-gateway.ts); the schemas validate there as they do in a route.
 */

const path = z.string("required").min(1, "required").max(4000, "too_long");
const folder = z.string("required").max(4000, "too_long");

/** What takes the files of a form, wherever it stands. */
export const filesOfForm = {
  scope: "files:write",
  limit: "files",
  query: z.object({ nextcloud_path: folder.optional(), customer_id: id.optional() }),
  binary: { types: ["multipart/form-data"], maximumBytes: Number.MAX_SAFE_INTEGER },
  response: z.union([mediaRecord, z.object({ media: z.array(mediaRecord) })]),
  status: 201,
} satisfies Partial<Endpoint>;
const name = z.string("required").min(1, "required").max(1000, "too_long");
const size = z
  .string()
  .regex(/^\d{1,4}$/, "not_a_number")
  .transform(Number)
  .pipe(z.number().min(32, "out_of_range").max(2048, "out_of_range"))
  .meta({ type: "integer", minimum: 32, maximum: 2048 });

const upload = z.object({
  id: z.string(),
  path: z.string(),
  size: z.number(),
  chunk_bytes: z.number(),
  chunks: z.array(z.number()),
  received_bytes: z.number(),
  expires_at: isoOut,
});

const anyBody = { types: ["application/octet-stream"], maximumBytes: Number.MAX_SAFE_INTEGER };

export const uploadEndpoints = {
  // In front of Next, as is HEAD.
  readFile: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/file",
    summary:
      "A file, streamed; single ranges, If-Range, If-None-Match and HEAD as in RFC 9110. `download=1` keeps it as a file, `etag` refuses another version than that (412 file_changed)",
    access: "session",
    scope: "files:read",
    limit: "files",
    query: z.object({
      path,
      download: z.enum(["0", "1"], "not_known").optional(),
      etag: z.string().max(300, "too_long").optional(),
    }),
    response: z.string(),
    responseType: "application/octet-stream",
  }),
  // In front of Next.
  previewFile: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/preview",
    summary: "A small picture of a file, `size` pixels at most on either side; 404 where there can be none",
    access: "session",
    scope: "files:read",
    limit: "files",
    query: z.object({ path, size: size.default(256) }),
    response: z.string(),
    responseType: "image/*",
  }),
  // In front of Next.
  uploadFiles: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/upload",
    summary:
      "Files of a form: fields `file` (several allowed), `nextcloud_path` (a folder, or the file's own path), `customer_id` (their Sent Media unless a path is given); the fields may be in the query too, and come before files larger than 8 MB. Several files answer {media: […]}, 202 says that it waits until Nextcloud can be reached",
    access: "session",
    ...filesOfForm,
  }),
  // In front of Next.
  uploadFile: endpoint({
    method: "PUT",
    path: "/api/crm/nextcloud/upload",
    summary:
      "One file as the whole body, with its Content-Length, to `path` or to `filename` in `nextcloud_path` or in the customer's Sent Media. A taken name gets a number",
    access: "session",
    scope: "files:write",
    limit: "files",
    query: z.object({
      path: path.optional(),
      nextcloud_path: folder.optional(),
      filename: name.optional(),
      customer_id: id.optional(),
    }),
    binary: anyBody,
    response: mediaRecord,
    status: 201,
  }),
  beginUpload: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/uploads",
    summary:
      "Begins an upload in pieces of `chunk_bytes`, numbered from 1, which can be resumed for 24 hours",
    access: "session",
    scope: "files:write",
    limit: "files",
    body: beginUploadInput,
    response: z.object({ upload }),
    status: 201,
  }),
  showUpload: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/uploads/{id}",
    summary: "Which pieces have arrived",
    access: "session",
    scope: "files:read",
    limit: "files",
    response: z.object({ upload }),
  }),
  abortUpload: endpoint({
    method: "DELETE",
    path: "/api/crm/nextcloud/uploads/{id}",
    summary: "Gives an upload up; its pieces are removed",
    access: "session",
    scope: "files:write",
    limit: "files",
    response: z.object({ aborted: z.literal(true) }),
  }),
  // In front of Next.
  uploadChunk: endpoint({
    method: "PUT",
    path: "/api/crm/nextcloud/uploads/{id}/{number}",
    summary:
      "One piece as the whole body, of exactly `chunk_bytes` (the last: what is left). Repeating it is harmless",
    access: "session",
    scope: "files:write",
    limit: "files",
    binary: anyBody,
    response: z.object({ received_bytes: z.number() }),
  }),
  finishUpload: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/uploads/{id}/finish",
    summary: "Puts the pieces together. Asked again, it answers the same record",
    access: "session",
    scope: "files:write",
    limit: "files",
    response: mediaRecord,
    status: 201,
  }),
};
