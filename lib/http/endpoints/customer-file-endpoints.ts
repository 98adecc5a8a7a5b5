import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { customer } from "./customer-out.ts";

/** A customer's folder in Nextcloud, and one person's data as a whole: export and deletion. */

const previewedFolder = z.object({
  /** Below the base folder. */
  path: z.string(),
  /** Bytes; null where Nextcloud cannot say. */
  size: z.number().nullable(),
});

const deletionPreview = z.object({
  appointments: z.object({ past: z.number(), upcoming: z.number() }),
  notes: z.number(),
  media: z.number(),
  waiting_uploads: z.number(),
  waiting_mails: z.number(),
  folder: previewedFolder.nullable(),
  /** Of people who became part of the customer: stayed behind, and go as well. */
  other_folders: z.array(previewedFolder),
});

export const customerFileEndpoints = {
  makeCustomerFolder: endpoint({
    method: "POST",
    path: "/api/crm/customers/{id}/folder",
    summary: "Make the customer's folder, or link one that somebody made: path; nobody else's",
    access: "session",
    scope: "files:write",
    limit: "write",
    body: z.object({ path: z.string().min(1, "required").max(4000, "too_long").optional() }),
    response: z.object({ customer }),
  }),
  exportCustomer: endpoint({
    method: "GET",
    path: "/api/crm/customers/{id}/export",
    summary: "Everything that is known of a customer, with their files, as a ZIP archive; not for artists",
    access: "session",
    scope: "customers:read",
    limit: "files",
    response: z.string(),
    responseType: "application/zip",
  }),
  previewDeletion: endpoint({
    method: "GET",
    path: "/api/crm/customers/{id}/deletion",
    summary: "What deleting a customer would take; admins only",
    access: "session",
    scope: "customers:read",
    limit: "read",
    response: z.object({ preview: deletionPreview }),
  }),
  deleteCustomer: endpoint({
    method: "DELETE",
    path: "/api/crm/customers/{id}",
    summary:
      "Forget a customer: files=trash puts the folder into Nextcloud's trash bin, files=keep leaves it; 409 while appointments are ahead, unless cancel_upcoming=true; admins only",
    access: "session",
    scope: "customers:write",
    limit: "write",
    query: z.object({
      files: z.enum(["trash", "keep"], { error: "unknown" }),
      cancel_upcoming: z
        .enum(["true", "false"], { error: "unknown" })
        .default("false")
        .transform((value) => value === "true"),
    }),
    response: z.object({
      deleted: z.literal(true),
      /** Appointments that stand without a person now; how many of them were cancelled. */
      appointments: z.number(),
      cancelled: z.number(),
      media: z.number(),
      folder: z.enum(["trash", "keep"]).nullable(),
    }),
  }),
};
