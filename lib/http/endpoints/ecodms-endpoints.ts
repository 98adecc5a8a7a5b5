import { z } from "zod";
import { cursorOf } from "#lib/integrations/cursor.ts";
import { FILTER_OPERATORS } from "#lib/integrations/ecodms/dto.ts";
import { endpoint } from "../endpoint.ts";
import { listQuery, nextCursor, vendorIdText } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";

/** Documents of ecoDMS. A download is paid for once for each version; nothing else here costs anything. */

const place = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** As ecoDMS numbers its folders. */
const folderId = z.string().regex(/^\d{1,9}(\.\d{1,9}){0,30}$/, "unknown");

const filter = z.strictObject({
  attribute: z
    .string({ error: "required" })
    .max(64, "unknown")
    .regex(
      /^(docart|docid|defdate|changeid|revision|folder|folderonly|mainfolder|mainfolderonly|fulltext|fulltext-ext|cdate|bemerkung|ctimestamp|status|dyn_\w+)$/,
      "unknown",
    ),
  operator: z.enum(FILTER_OPERATORS, "unknown"),
  value: z
    .string({ error: "required" })
    .max(250, "too_long")
    .regex(/^\P{Cc}*$/u, "unknown"),
});

const named = z.object({ id: z.string(), name: z.string() });
const document = z
  .object({
    id: z.int(),
    name: z.string(),
    folder: named.nullable(),
    type: named.nullable(),
    status: named.nullable(),
    date: z.iso.date().nullable(),
    createdAt: isoOut.nullable(),
    modifiedAt: isoOut.nullable(),
    mime: z.string().nullable(),
    versions: z.array(z.object({ id: z.int(), name: z.string(), createdAt: isoOut.nullable() })),
  })
  .meta({ title: "EcoDmsDocument" });
const documents = z.object({ documents: z.array(document), nextCursor });

/** The `{id}` of a document. */
export const documentParams = z.object({ id: vendorIdText });

export const ecodmsEndpoints = {
  listEcodmsDocuments: endpoint({
    method: "GET",
    path: "/api/integrations/ecodms/documents",
    summary: "Documents of ecoDMS, the newest first; folder: a folder with those below it",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({
      folder: folderId.optional(),
      ...listQuery("ecodms.documents", place),
    }),
    response: documents,
  }),
  searchEcodmsDocuments: endpoint({
    method: "POST",
    path: "/api/integrations/ecodms/documents/search",
    summary: "Documents of ecoDMS that meet every filter; changes nothing",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    body: z.strictObject({
      filters: z.array(filter, { error: "required" }).min(1, "required").max(20, "too_many"),
      limit: z.int("not_a_number").min(1, "too_small").max(100, "too_large").default(50),
      cursor: cursorOf("ecodms.search", place).optional(),
    }),
    response: documents,
  }),
  showEcodmsDocument: endpoint({
    method: "GET",
    path: "/api/integrations/ecodms/documents/{id}",
    summary: "A document of ecoDMS with its versions",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ document }),
  }),
  // In front of Next (lib/http/files/files-gateway.ts).
  downloadEcodmsDocument: endpoint({
    method: "GET",
    path: "/api/integrations/ecodms/documents/{id}/download",
    summary:
      "A document's file, the newest version unless `version` says another. ecoDMS is paid for the first time a version is asked for; after that it is kept, sealed",
    access: "session",
    scope: "integrations:read",
    limit: "files",
    query: z.object({
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, "not_a_number")
        .transform(Number)
        .meta({ type: "integer", minimum: 1 })
        .optional(),
    }),
    response: z.string(),
    responseType: "application/octet-stream",
  }),
  listEcodmsFolders: endpoint({
    method: "GET",
    path: "/api/integrations/ecodms/folders",
    summary: "Every folder of ecoDMS",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({
      folders: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.string().nullable() })),
      nextCursor: z.null(),
    }),
  }),
  listEcodmsClassifications: endpoint({
    method: "GET",
    path: "/api/integrations/ecodms/classifications",
    summary: "Types, statuses and attributes that documents of ecoDMS are classified by",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({
      types: z.array(named),
      statuses: z.array(named),
      attributes: z.array(named),
    }),
  }),
};
