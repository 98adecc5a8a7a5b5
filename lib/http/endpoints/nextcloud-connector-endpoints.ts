import { z } from "zod";
import { instant } from "#lib/core/shapes.ts";
import { cursorOf } from "#lib/integrations/cursor.ts";
import { endpoint } from "../endpoint.ts";
import { fileRow } from "./file-out.ts";
import { limit } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";
import { filesOfForm } from "./upload-endpoints.ts";

/**
 * The studio's Nextcloud as an integration. Files are the same as below /api/crm/nextcloud, by the same verbs and with
 * the same scopes: a token for other systems does not open customers' folders. What a comment marks is answered in front
 * of Next (lib/http/files/files-gateway.ts).
 */

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_DAYS = 62;
const folder = z.string("required").max(4000, "too_long");
const etag = z.string().max(300, "too_long");
const folderCursor = z.string().max(12_000, "too_long");
const files = z.object({ files: z.array(fileRow), nextCursor: z.string().nullable() });

const event = z
  .object({
    uid: z.string(),
    calendar: z.string(),
    title: z.string().nullable(),
    startTime: isoOut,
    endTime: isoOut,
    allDay: z.boolean(),
    status: z.enum(["confirmed", "tentative", "cancelled", "busy"]),
    location: z.string().nullable(),
  })
  .meta({ title: "CloudEvent" });

export const nextcloudConnectorEndpoints = {
  listCloudFiles: endpoint({
    method: "GET",
    path: "/api/integrations/nextcloud/files",
    summary: "One page of a folder below the studio's base folder, folders first",
    access: "session",
    scope: "files:read",
    limit: "read",
    query: z.object({ path: folder.default(""), limit, cursor: folderCursor.optional() }),
    response: files,
  }),
  // In front of Next, as is HEAD.
  readCloudFile: endpoint({
    method: "GET",
    path: "/api/integrations/nextcloud/files/{path}",
    summary:
      "A file, streamed, its path segment by segment in the address: single ranges, If-Range, If-None-Match and HEAD as in RFC 9110; of a folder one page of what is in it, as application/json",
    access: "session",
    scope: "files:read",
    limit: "files",
    query: z.object({
      download: z.enum(["0", "1"], "not_known").optional(),
      etag: etag.optional(),
      limit,
      cursor: folderCursor.optional(),
    }),
    response: z.string(),
    responseType: "application/octet-stream",
  }),
  // In front of Next.
  deleteCloudFile: endpoint({
    method: "DELETE",
    path: "/api/integrations/nextcloud/files/{path}",
    summary:
      "Put a file or folder into Nextcloud's trash bin; with etag only while it is that version (412 file_changed)",
    access: "session",
    scope: "files:write",
    limit: "files",
    query: z.object({ etag: etag.min(1, "required").optional() }),
    response: z.object({
      deleted: z.literal(true),
      undo: z.object({ path: z.string(), deleted_at: isoOut }).nullable(),
    }),
  }),
  // In front of Next.
  uploadCloudFiles: endpoint({
    method: "POST",
    path: "/api/integrations/nextcloud/files/upload",
    summary:
      "Files of a form: fields `file` (several allowed), `nextcloud_path` (a folder, or the file's own path), `customer_id`; as POST /api/crm/nextcloud/upload",
    access: "session",
    ...filesOfForm,
  }),
  listCloudEvents: endpoint({
    method: "GET",
    path: "/api/integrations/nextcloud/calendar/events",
    summary:
      "Occurrences between two instants, 62 days apart at most, of one calendar of the studio's account (its id or address) or of all; private ones are only busy",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z
      .object({
        calendar: z.string().min(1, "required").max(500, "too_long").optional(),
        from: instant,
        to: instant,
        limit,
        cursor: cursorOf("nextcloud.events", z.tuple([z.number(), z.string().max(200)])).optional(),
      })
      .refine(({ from, to }) => to > from, { path: ["to"], error: "before_start" })
      .refine(({ from, to }) => to - from <= LONGEST_DAYS * DAY_MS, { path: ["to"], error: "too_far" }),
    response: z.object({
      events: z.array(event),
      nextCursor: z.string().nullable(),
      unreadable: z.int().describe("Events that could not be read, or not in time."),
      truncated: z
        .boolean()
        .describe("Not every calendar was looked through: ask for one of them, or for fewer days."),
    }),
  }),
};
