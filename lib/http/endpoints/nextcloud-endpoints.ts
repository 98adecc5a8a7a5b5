import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** People's own sign-in at Nextcloud, and what they see of its Talk. */

const account = z.object({ id: z.string(), displayName: z.string() });

const connectState = z.object({
  state: z.enum(["pending", "confirm", "connected", "expired"]),
  /** Of `confirm` and `connected`. */
  account: account.optional(),
});

const conversation = z.object({
  token: z.string(),
  displayName: z.string(),
  unreadMessages: z.int().min(0),
  unreadMention: z.boolean(),
  /** Epoch seconds, as Talk counts. */
  lastActivity: z.int(),
  lastMessage: z.object({ text: z.string(), author: z.string(), timestamp: z.int() }).nullable(),
  type: z.int(),
  url: z.string(),
});

export const nextcloudEndpoints = {
  startConnect: endpoint({
    method: "POST",
    path: "/api/nextcloud/connect",
    summary: "Begin one's sign-in at Nextcloud (Login Flow v2): open loginUrl, and poll",
    access: "session",
    scope: "everything",
    limit: "write",
    response: z.object({ loginUrl: z.string(), expiresAt: isoOut }),
    status: 201,
  }),
  pollConnect: endpoint({
    method: "POST",
    path: "/api/nextcloud/poll",
    summary:
      "How far the sign-in is that this session began; confirm: the account looks like another person's",
    access: "session",
    scope: "everything",
    limit: "write",
    response: connectState,
  }),
  confirmConnect: endpoint({
    method: "POST",
    path: "/api/nextcloud/connect/confirm",
    summary: "The account found is the right one all the same",
    access: "session",
    scope: "everything",
    limit: "write",
    response: connectState,
  }),
  showConnection: endpoint({
    method: "GET",
    path: "/api/nextcloud/connect",
    summary: "One's connection to Nextcloud; broken: refused since, to be made anew",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({
      connected: z.boolean(),
      broken: z.boolean(),
      account: account.nullable(),
      since: isoOut.nullable(),
    }),
  }),
  disconnect: endpoint({
    method: "DELETE",
    path: "/api/nextcloud/connect",
    summary: "Forget one's connection, and revoke it in Nextcloud, now or when it can be reached",
    access: "session",
    scope: "everything",
    limit: "write",
    response: z.object({ connected: z.literal(false), revoked: z.boolean() }),
  }),
  listPresence: endpoint({
    method: "GET",
    path: "/api/nextcloud/presence",
    summary: "How Nextcloud says the artists are; empty without a connection of one's own",
    access: "session",
    scope: "talk:read",
    limit: "read",
    response: z.object({
      artists: z.array(
        z.object({
          artistId: z.string(),
          status: z.enum(["online", "away", "busy", "dnd", "invisible", "offline"]),
          message: z.string().nullable(),
          icon: z.string().nullable(),
        }),
      ),
    }),
  }),
  listTalkRooms: endpoint({
    method: "GET",
    path: "/api/nextcloud/talk/rooms",
    summary: "One's newest conversations; totalUnread counts all of them",
    access: "session",
    scope: "talk:read",
    limit: "read",
    query: z.object({
      limit: z.coerce
        .number({ error: "not_a_number" })
        .int()
        .min(1, "too_few")
        .max(50, "too_many")
        .default(3),
    }),
    response: z.object({
      success: z.literal(true),
      data: z.object({ totalUnread: z.int().min(0), conversations: z.array(conversation) }),
    }),
  }),
  sendTalkMessage: endpoint({
    method: "POST",
    path: "/api/nextcloud/talk/rooms/{token}/messages",
    summary: "Write into a conversation",
    access: "session",
    scope: "talk:write",
    limit: "write",
    body: z.object({
      message: z
        .string({ error: "required" })
        .max(32_000, "too_long")
        .refine((message) => message.trim() !== "", "required"),
    }),
    response: z.object({ success: z.literal(true), data: z.object({ id: z.int().nullable() }) }),
    status: 201,
  }),
  markTalkRead: endpoint({
    method: "POST",
    path: "/api/nextcloud/talk/rooms/{token}/read",
    summary: "Mark a conversation as read, up to the last message shown",
    access: "session",
    scope: "talk:write",
    limit: "write",
    response: z.object({ success: z.literal(true) }),
  }),
};
