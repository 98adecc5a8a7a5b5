import { z } from "zod";
import { newWebhook, webhookChange } from "#lib/webhooks/input.ts";
import { logPlace } from "#lib/webhooks/log-place.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** Other systems that are told what happens. */

const state = z.enum(["waiting", "delivered", "failed", "given_up"]);

const webhook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  disabledAt: isoOut.nullable(),
  createdAt: isoOut,
  last: z.object({ state, createdAt: isoOut }).nullable(),
});

const delivery = z.object({
  id: z.string(),
  event: z.string(),
  about: z.string(),
  body: z.string(),
  state,
  attempts: z.number().int(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  answer: z.string(),
  durationMs: z.number().nullable(),
  createdAt: isoOut,
  deliveredAt: isoOut.nullable(),
  nextAttemptAt: isoOut.nullable(),
});

/** Where an earlier page of the log ended: `next` of its answer. */
const before = z
  .string()
  .refine((written) => logPlace(written) !== null, "unknown")
  .transform((written) => logPlace(written) ?? undefined)
  .meta({ type: "string" });

export const webhookSubscriptionEndpoints = {
  listWebhooks: endpoint({
    method: "GET",
    path: "/api/admin/webhooks",
    summary: "Webhooks, oldest first; for admins",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({ webhooks: z.array(webhook) }),
  }),
  createWebhook: endpoint({
    method: "POST",
    path: "/api/admin/webhooks",
    summary: "Tell another system from now on what happens; its secret is answered once",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newWebhook,
    response: z.object({ webhook, secret: z.string() }),
    status: 201,
  }),
  changeWebhook: endpoint({
    method: "PATCH",
    path: "/api/admin/webhooks/{id}",
    summary: "Change a webhook, or switch it off or on",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: webhookChange,
    response: z.object({ webhook }),
  }),
  deleteWebhook: endpoint({
    method: "DELETE",
    path: "/api/admin/webhooks/{id}",
    summary: "Delete a webhook with its log; answers what brings it back within 30 minutes",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ undo: z.string() }),
  }),
  restoreWebhook: endpoint({
    method: "POST",
    path: "/api/admin/webhooks/restore",
    summary: "Bring back a webhook that was just deleted, with the same secret",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: z.object({ undo: z.string({ error: "required" }).min(1, "required").max(20_000, "too_long") }),
    response: z.object({ webhook }),
  }),
  renewWebhookSecret: endpoint({
    method: "POST",
    path: "/api/admin/webhooks/{id}/secret",
    summary: "A fresh secret, answered once; the one before it signs too for 24 hours",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ secret: z.string() }),
  }),
  testWebhook: endpoint({
    method: "POST",
    path: "/api/admin/webhooks/{id}/test",
    summary: "Send a ping to a webhook now; answers what came of it",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ delivery }),
  }),
  listWebhookDeliveries: endpoint({
    method: "GET",
    path: "/api/admin/webhooks/{id}/deliveries",
    summary: "What was sent to a webhook in the last thirty days, newest first",
    access: "session",
    scope: "studio:read",
    limit: "read",
    query: z.object({
      before: before.optional(),
      limit: z.coerce.number({ error: "not_a_number" }).int().min(1).max(100, "too_many").default(50),
    }),
    response: z.object({ deliveries: z.array(delivery), next: z.string().nullable() }),
  }),
  retryWebhookDelivery: endpoint({
    method: "POST",
    path: "/api/admin/webhooks/deliveries/{id}/retry",
    summary: "Send a delivery again now, under the same webhook-id",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ delivery }),
  }),
};
