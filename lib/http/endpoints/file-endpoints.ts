import { z } from "zod";
import {
  browseQuery,
  deleteQuery,
  mkdirInput,
  moveInput,
  pathQuery,
  renameInput,
  restoreInput,
  searchQuery,
  shareInput,
  shareQuery,
} from "#lib/media/input.ts";
import { endpoint } from "../endpoint.ts";
import { fileRow, permissions, share } from "./file-out.ts";
import { isoOut } from "./iso-out.ts";

/** The customers' files in Nextcloud. What carries their bytes is in upload-endpoints.ts. */

const row = z.object({ row: fileRow });

export const fileEndpoints = {
  browseFolder: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/browse",
    summary: "One page of a folder, folders first; paths are relative to the base folder",
    access: "session",
    limit: "files",
    query: browseQuery,
    response: z.object({
      path: z.string(),
      permissions,
      rows: z.array(fileRow),
      total: z.number(),
      next_cursor: z.string().nullable(),
      available_bytes: z.number().nullable(),
    }),
  }),
  searchFiles: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/search",
    summary: "Files and folders below a folder by name",
    access: "session",
    limit: "files",
    query: searchQuery,
    response: z.object({ rows: z.array(fileRow) }),
  }),
  makeFolder: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/mkdir",
    summary: "Make a folder",
    access: "session",
    limit: "files",
    body: mkdirInput,
    response: row,
    status: 201,
  }),
  moveFile: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/move",
    summary: "Move a file or folder, never onto something (409 name_taken)",
    access: "session",
    limit: "files",
    body: moveInput,
    response: row,
  }),
  renameFile: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/rename",
    summary: "Give a file or folder another name",
    access: "session",
    limit: "files",
    body: renameInput,
    response: row,
  }),
  deleteFile: endpoint({
    method: "DELETE",
    path: "/api/crm/nextcloud/file",
    summary:
      "Put a file or folder into Nextcloud's trash bin; with etag only while it is that version (412 file_changed). undo is what restore takes; null for what had not reached Nextcloud yet",
    access: "session",
    limit: "files",
    query: deleteQuery,
    response: z.object({
      deleted: z.literal(true),
      undo: z.object({ path: z.string(), deleted_at: isoOut }).nullable(),
    }),
  }),
  restoreFile: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/restore",
    summary: "Take a file or folder back out of the trash bin",
    access: "session",
    limit: "files",
    body: restoreInput,
    response: row,
  }),
  listShareLinks: endpoint({
    method: "GET",
    path: "/api/crm/nextcloud/share",
    summary: "The links to a file or folder",
    access: "session",
    limit: "files",
    query: pathQuery,
    response: z.object({ shares: z.array(share) }),
  }),
  createShareLink: endpoint({
    method: "POST",
    path: "/api/crm/nextcloud/share",
    summary: "Make a link by which anybody may read it, with a password and a last day where wanted",
    access: "session",
    limit: "files",
    body: shareInput,
    response: z.object({ share }),
    status: 201,
  }),
  deleteShareLink: endpoint({
    method: "DELETE",
    path: "/api/crm/nextcloud/share",
    summary: "End a link",
    access: "session",
    limit: "files",
    query: shareQuery,
    response: z.object({ deleted: z.literal(true) }),
  }),
  listCustomerMedia: endpoint({
    method: "GET",
    path: "/api/crm/customers/{id}/media",
    summary:
      "A customer's files, the newest first, uploaded here or put there by hand; reachable is false when Nextcloud does not answer and the rows are what Parlour knows",
    access: "session",
    limit: "files",
    response: z.object({
      rows: z.array(fileRow),
      folders: z.object({
        sent: z.string().nullable(),
        received: z.string().nullable(),
        internal: z.string().nullable(),
      }),
      available_bytes: z.number().nullable(),
      reachable: z.boolean(),
    }),
  }),
};
