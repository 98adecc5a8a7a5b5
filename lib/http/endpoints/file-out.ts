import { z } from "zod";
import { mediaDirections } from "#db/schema/media.ts";
import { isoOut } from "./iso-out.ts";

/** Files, folders and media records in answers (lib/http/file-json.ts). */

export const mediaRecord = z
  .object({
    id: z.string(),
    customer_id: z.string().nullable(),
    filename: z.string(),
    nextcloud_path: z.string(),
    direction: z.enum(mediaDirections).nullable(),
    mime_type: z.string(),
    size: z.number(),
    state: z.enum(["stored", "waiting", "missing", "deleted"]),
    uploaded_by: z.string(),
    created_at: isoOut,
    file_url: z.string(),
    preview_url: z.string().nullable(),
  })
  .meta({ title: "MediaRecord" });

export const permissions = z.object({
  read: z.boolean(),
  write: z.boolean(),
  rename: z.boolean(),
  delete: z.boolean(),
  share: z.boolean(),
});

export const fileRow = z.object({
  filename: z.string(),
  path: z.string(),
  mime_type: z.string(),
  size: z.number().nullable(),
  last_modified: isoOut.nullable(),
  is_dir: z.boolean(),
  etag: z.string().nullable(),
  file_id: z.string().nullable(),
  permissions,
  has_preview: z.boolean(),
  preview_url: z.string().nullable(),
  file_url: z.string().nullable(),
  media: mediaRecord.nullable(),
});

export const share = z.object({
  id: z.string(),
  url: z.string(),
  expires: z.iso.date().nullable(),
  has_password: z.boolean(),
});
