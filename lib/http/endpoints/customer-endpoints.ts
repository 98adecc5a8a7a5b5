import { z } from "zod";
import { id, oneLine } from "#lib/core/shapes.ts";
import {
  customerBlock,
  customerChange,
  mergeTake,
  newCustomer,
  newNote,
  noteChange,
} from "#lib/customers/input.ts";
import { endpoint } from "../endpoint.ts";
import { customer, customerRow, mergePreview, note, possibleDuplicates } from "./customer-out.ts";

/** Customers: contact, tags, notes, and two who are one. */

export const customerEndpoints = {
  listCustomers: endpoint({
    method: "GET",
    path: "/api/crm/customers",
    summary: "Customers in whose name, address, number or tags every word of q stands; artists see their own",
    access: "session",
    scope: "customers:read",
    limit: "read",
    query: z.object({
      q: oneLine(200).optional(),
      tag: oneLine(40).optional(),
      limit: z.coerce
        .number({ error: "not_a_number" })
        .int("not_a_number")
        .min(1, "too_small")
        .max(200, "too_many")
        .default(50),
      cursor: z.string().max(2000, "too_long").optional(),
    }),
    response: z.object({
      customers: z.array(customerRow),
      total: z.number(),
      next_cursor: z.string().nullable(),
    }),
  }),
  createCustomer: endpoint({
    method: "POST",
    path: "/api/crm/customers",
    summary: "Enter a customer by hand",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: newCustomer,
    response: z.object({ customer, possible_duplicates: possibleDuplicates }),
    status: 201,
  }),
  showCustomer: endpoint({
    method: "GET",
    path: "/api/crm/customers/{id}",
    summary: "One customer with notes and appointments",
    access: "session",
    scope: "customers:read",
    limit: "read",
    response: z.object({ customer }),
  }),
  changeCustomer: endpoint({
    method: "PATCH",
    path: "/api/crm/customers/{id}",
    summary: "Change name, contact or tags; 409 where version is not the current one",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: customerChange,
    response: z.object({ customer }),
  }),
  blockCustomer: endpoint({
    method: "PUT",
    path: "/api/crm/customers/{id}/block",
    summary: "Let a customer not book by themselves any more; the front desk's",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: customerBlock,
    response: z.object({ customer }),
  }),
  unblockCustomer: endpoint({
    method: "DELETE",
    path: "/api/crm/customers/{id}/block",
    summary: "Let a customer book by themselves again",
    access: "session",
    scope: "customers:write",
    limit: "write",
    response: z.object({ customer }),
  }),
  addCustomerNote: endpoint({
    method: "POST",
    path: "/api/crm/customers/{id}/notes",
    summary: "Add a note",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: newNote,
    response: z.object({ note }),
    status: 201,
  }),
  changeCustomerNote: endpoint({
    method: "PATCH",
    path: "/api/crm/customers/{id}/notes/{noteId}",
    summary: "Change a note; artists their own; 409 where updated_at is not the current one",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: noteChange,
    response: z.object({ note }),
  }),
  removeCustomerNote: endpoint({
    method: "DELETE",
    path: "/api/crm/customers/{id}/notes/{noteId}",
    summary: "Remove a note, which is answered: adding it again takes this back",
    access: "session",
    scope: "customers:write",
    limit: "write",
    response: z.object({ note }),
  }),
  listTags: endpoint({
    method: "GET",
    path: "/api/crm/tags",
    summary: "Every tag in use and how many customers have it",
    access: "session",
    scope: "customers:read",
    limit: "read",
    response: z.object({ tags: z.array(z.object({ tag: z.string(), customers: z.number() })) }),
  }),
  previewMerge: endpoint({
    method: "GET",
    path: "/api/crm/customers/{id}/merge",
    summary: "What making another customer part of this one would do",
    access: "session",
    scope: "customers:read",
    limit: "read",
    query: z.object({ with: id }),
    response: z.object({ preview: mergePreview }),
  }),
  mergeCustomers: endpoint({
    method: "POST",
    path: "/api/crm/customers/{id}/merge",
    summary: "Make another customer part of this one",
    access: "session",
    scope: "customers:write",
    limit: "write",
    body: z.object({ with: id, take: mergeTake.optional() }),
    response: z.object({ customer, merge_id: z.string() }),
  }),
  undoMerge: endpoint({
    method: "POST",
    path: "/api/crm/merges/{id}/undo",
    summary: "Make two customers of one again, within 30 days",
    access: "session",
    scope: "customers:write",
    limit: "write",
    response: z.object({ customers: z.array(customer) }),
  }),
};
