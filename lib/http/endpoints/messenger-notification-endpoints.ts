import { z } from "zod";
import { notificationInput } from "#lib/messenger/notification-input.ts";
import { newServiceToken } from "#lib/messenger/service-token-input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";
import { pageLimit, sequence } from "./query-numbers.ts";

const status = z.enum(["queued", "sent", "failed"]);

const notification = z.object({
  id: z.string(),
  source_app: z.string(),
  event_type: z.string(),
  title: z.string(),
  body: z.string(),
  priority: z.enum(["normal", "urgent"]),
  status: status.describe("queued until the transport has it; sent at once where there is none."),
  target_type: z.enum(["general", "entity_room", "dm"]),
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  room_id: z.string().nullable(),
  matrix_room_id: z.string().nullable().describe("Null until the homeserver has it, as matrix_event_id."),
  matrix_event_id: z.string().nullable(),
  duplicate_of: z
    .string()
    .nullable()
    .describe("Of one whose dedupe_key came before: the id of the first, whose state this is."),
  click_url: z.string().nullable(),
  tags: z.array(z.string()),
  expires_at: isoOut.nullable(),
  error: z.string().nullable().describe("Why it failed, a sentence."),
  created_at: isoOut,
});

const bellEntry = z.looseObject({
  seq: z.int().describe("Of its event; what `before` and `up_to` mean."),
  read: z.boolean(),
  id: z.string(),
  source_app: z.string(),
  event_type: z.string(),
  title: z.string(),
  body: z.string(),
  priority: z.enum(["normal", "urgent"]),
  room_id: z.string().nullable(),
  event_id: z.string().nullable(),
  click_url: z.string().nullable(),
  tags: z.array(z.string()),
  created_at: isoOut,
});

const delivery = notification.extend({
  sent_by: z.string().describe("The name of the token it came with; `parlour` for the studio's own news."),
  target_user_name: z.string().nullable(),
  room_name: z.string().nullable(),
  transport: z.enum(["matrix", "talk", "none"]),
  duplicates: z.int().describe("How many more had the same dedupe_key and told nobody anything."),
  delivered_at: isoOut.nullable(),
});

const token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  created_by: z.string(),
  created_at: isoOut,
  last_used_at: isoOut.nullable(),
  revoked_at: isoOut.nullable(),
});

export const messengerNotificationEndpoints = {
  messengerHealth: endpoint({
    method: "GET",
    path: "/api/v1/health",
    summary: "Whether notifications are taken, and whether the homeserver answers (asked at most every 10 s)",
    access: "public",
    limit: "read",
    response: z.object({
      status: z.literal("ok"),
      service: z.literal("messenger-service"),
      conduit: z.enum(["reachable", "unreachable"]),
      transport: z.enum(["matrix", "talk", "none"]),
    }),
  }),
  sendNotification: endpoint({
    method: "POST",
    path: "/api/v1/notifications/send",
    summary:
      "Tell people something: everybody, the room of one thing, or one person. 201 once it is stored; the answer waits up to a second for the transport; honours Idempotency-Key",
    access: "messenger",
    service: "notifications:send",
    limit: "notifications",
    body: notificationInput,
    response: notification,
    status: 201,
  }),
  showNotification: endpoint({
    method: "GET",
    path: "/api/v1/notifications/{id}",
    summary: "A notification as it stands now; people see what is told to them or in rooms where they are",
    access: "messenger",
    scope: "messenger:read",
    service: "notifications:read",
    limit: "notifications",
    response: notification,
  }),
  listNotifications: endpoint({
    method: "GET",
    path: "/api/v1/notifications",
    summary:
      "The bell: what was told to whoever asks, newest first, for as long as events are kept, with how many were not seen (100 stands for 100 or more)",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: z.object({
      limit: pageLimit(30, 100),
      before: sequence.optional(),
    }),
    response: z.object({
      notifications: z.array(bellEntry),
      unread: z.int(),
      next_cursor: z.int().nullable().describe("`before` of the page after this one, which may be empty."),
    }),
  }),
  readNotifications: endpoint({
    method: "POST",
    path: "/api/v1/notifications/read",
    summary: "The bell was seen up to an event's seq; never back again",
    access: "messenger",
    scope: "messenger:write",
    limit: "messenger",
    body: z.object({ up_to: z.int("not_a_number").min(0, "too_small") }),
    response: z.object({ unread: z.int() }),
  }),
  listNotificationDeliveries: endpoint({
    method: "GET",
    path: "/api/v1/admin/deliveries",
    summary: "What was told in the tenant and how that went, newest first; admins only",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: z.object({
      status: z.enum(["queued", "sent", "failed"], "unknown").optional(),
      cursor: z.string().max(100, "too_long").optional(),
      limit: pageLimit(50, 200),
    }),
    response: z.object({ deliveries: z.array(delivery), next_cursor: z.string().nullable() }),
  }),
  retryNotification: endpoint({
    method: "POST",
    path: "/api/v1/admin/deliveries/{id}/retry",
    summary:
      "Try a notification again that failed, or one that waits at once; answers it a second later at most",
    access: "messenger",
    scope: "messenger:write",
    limit: "messenger",
    response: notification,
  }),
  listServiceTokens: endpoint({
    method: "GET",
    path: "/api/v1/admin/tokens",
    summary: "Service tokens of the tenant, those that work first; never the tokens themselves",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    response: z.object({ tokens: z.array(token) }),
  }),
  createServiceToken: endpoint({
    method: "POST",
    path: "/api/v1/admin/tokens",
    summary: "Make a service token; it is shown this once. Without scopes it sends and reads notifications",
    access: "messenger",
    scope: "messenger:write",
    limit: "messenger",
    body: newServiceToken,
    response: z.object({ id: z.string(), name: z.string(), scopes: z.array(z.string()), token: z.string() }),
    status: 201,
  }),
  revokeServiceToken: endpoint({
    method: "DELETE",
    path: "/api/v1/admin/tokens/{id}",
    summary: "End a service token: the next request with it is refused",
    access: "messenger",
    scope: "messenger:write",
    limit: "messenger",
    status: 204,
  }),
};
