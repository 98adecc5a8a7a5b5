import { z } from "zod";
import { LONGEST_NAME } from "#lib/integrations/freescout/create-conversation.ts";
import { countedPlace } from "#lib/integrations/freescout/page-by-number.ts";
import { stepPlace } from "#lib/integrations/step-back.ts";
import { endpoint } from "../endpoint.ts";
import { line, listQuery, nextCursor, vendorId, vendorIdText } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";

/** FreeScout's conversations, and what they belong to. */

const status = z.enum(["active", "pending", "closed", "spam"], "unknown");
const email = z.email("email").max(191, "too_long");
const text = z
  .string({ error: "required" })
  .max(50_000, "too_long")
  .refine((words) => words.trim() !== "", "required");

const person = z.object({ id: z.int(), name: z.string() });

const conversation = z
  .object({
    id: z.int(),
    number: z.int(),
    subject: z.string(),
    status,
    mailboxId: z.int(),
    customer: z.object({ id: z.int(), name: z.string(), email: z.string() }).nullable(),
    assignee: person.nullable(),
    preview: z.string(),
    updatedAt: isoOut,
    createdAt: isoOut,
    url: z.string(),
    tags: z.array(z.string()),
  })
  .meta({ title: "FreeScoutConversation" });

const thread = z.object({
  id: z.int(),
  kind: z.enum(["customer", "message", "note", "change"]),
  by: z.object({ kind: z.enum(["user", "customer"]), id: z.int(), name: z.string() }).nullable(),
  text: z.string(),
  createdAt: isoOut,
  attachments: z.array(
    z.object({ id: z.int(), name: z.string(), mime: z.string(), size: z.number().min(0) }),
  ),
});

const customer = z.object({
  id: z.int(),
  name: z.string(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  company: z.string(),
  updatedAt: isoOut.nullable(),
});

/** The `{id}` of a conversation; routes read it with this. */
export const conversationParams = z.object({ id: vendorIdText });

export const freescoutEndpoints = {
  listFreescoutConversations: endpoint({
    method: "GET",
    path: "/api/integrations/freescout/conversations",
    summary: "Conversations of FreeScout, the newest first",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({
      status: status.optional(),
      mailboxId: vendorIdText.optional(),
      customerEmail: email.optional().describe("The customer's main address; others of theirs find nothing"),
      tag: line(100).optional(),
      ...listQuery("freescout.conversations", stepPlace),
    }),
    response: z.object({ conversations: z.array(conversation), nextCursor }),
  }),
  createFreescoutConversation: endpoint({
    method: "POST",
    path: "/api/integrations/freescout/conversations",
    summary:
      "Open a conversation in FreeScout: as the customer's own words, to which the mailbox may send them its auto reply, unless kind says message, which is mailed to them, or note; with imported nobody is mailed",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    body: z.strictObject({
      mailboxId: vendorId,
      subject: line(255),
      customer: z.strictObject({
        email,
        firstName: line(LONGEST_NAME).optional(),
        lastName: line(LONGEST_NAME).optional(),
      }),
      text,
      kind: z.enum(["customer", "message", "note"], "unknown").optional(),
      imported: z
        .boolean("unknown")
        .optional()
        .describe("FreeScout mails nobody because of it, no auto reply either; default false"),
      userId: vendorId.optional(),
      assignTo: vendorId.optional(),
    }),
    response: z.object({ id: z.int(), url: z.string() }),
    status: 201,
  }),
  showFreescoutConversation: endpoint({
    method: "GET",
    path: "/api/integrations/freescout/conversations/{id}",
    summary: "A conversation of FreeScout with its messages, the oldest first, as plain text",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ conversation: conversation.extend({ threads: z.array(thread) }) }),
  }),
  replyToFreescoutConversation: endpoint({
    method: "POST",
    path: "/api/integrations/freescout/conversations/{id}/reply",
    summary:
      "Answer a customer through FreeScout: as userId, else as who has your mail address there, else as the assignee",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    body: z.strictObject({ text, userId: vendorId.optional() }),
    response: z.object({ id: z.int() }),
    status: 201,
  }),
  listFreescoutMailboxes: endpoint({
    method: "GET",
    path: "/api/integrations/freescout/mailboxes",
    summary: "Mailboxes of FreeScout",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object(listQuery("freescout.mailboxes", countedPlace)),
    response: z.object({
      mailboxes: z.array(z.object({ id: z.int(), name: z.string(), email: z.string() })),
      nextCursor,
    }),
  }),
  listFreescoutCustomers: endpoint({
    method: "GET",
    path: "/api/integrations/freescout/customers",
    summary: "Customers as FreeScout knows them, the newest first",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({
      email: email.optional(),
      ...listQuery("freescout.customers", stepPlace),
    }),
    response: z.object({ customers: z.array(customer), nextCursor }),
  }),
  listFreescoutTags: endpoint({
    method: "GET",
    path: "/api/integrations/freescout/tags",
    summary: "Tags of FreeScout's conversations",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object(listQuery("freescout.tags", countedPlace)),
    response: z.object({
      tags: z.array(z.object({ id: z.int(), name: z.string(), uses: z.int().nullable() })),
      nextCursor,
    }),
  }),
};
