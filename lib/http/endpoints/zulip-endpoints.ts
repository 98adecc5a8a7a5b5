import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { line, listQuery, nextCursor, vendorId } from "./integration-list.ts";
import { isoOut } from "./iso-out.ts";

/** Messages of Zulip, and who and where they may go to. */

const channelName = line(60);
const topic = line(60);

const message = z.object({
  id: z.int(),
  sender: z.object({ id: z.int(), name: z.string(), email: z.string() }),
  channel: z.object({ id: z.int(), name: z.string() }).nullable(),
  topic: z.string(),
  content: z.string(),
  at: isoOut,
  url: z.string(),
});

const channel = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  isPrivate: z.boolean(),
});

const user = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["owner", "admin", "moderator", "member", "guest"]),
  isActive: z.boolean(),
  isBot: z.boolean(),
});

/** To a channel under a topic, or to people. */
const newMessage = z
  .strictObject({
    channel: z.union([vendorId, channelName], "unknown").optional(),
    topic: topic.optional(),
    userIds: z.array(vendorId, "unknown").min(1, "required").max(50, "too_many").optional(),
    content: z
      .string({ error: "required" })
      .max(10_000, "too_long")
      .refine((text) => text.trim() !== "", "required")
      .refine((text) => !text.includes("\0"), "unknown"),
  })
  .superRefine(({ channel, topic, userIds }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (userIds === undefined && channel === undefined) refuse("channel", "required");
    if (channel !== undefined && topic === undefined) refuse("topic", "required");
    if (userIds !== undefined && (channel ?? topic) !== undefined) refuse("userIds", "unknown");
  });

export const zulipEndpoints = {
  listZulipMessages: endpoint({
    method: "GET",
    path: "/api/integrations/zulip/messages",
    summary:
      "Messages of Zulip, the newest first; channel: its id or name, else what the bot itself receives",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object({
      channel: channelName.optional(),
      topic: topic.optional(),
      ...listQuery("zulip.messages", vendorId),
    }),
    response: z.object({ messages: z.array(message), nextCursor }),
  }),
  sendZulipMessage: endpoint({
    method: "POST",
    path: "/api/integrations/zulip/messages",
    summary: "Send a Zulip message to channel and topic, or to userIds; it is never sent twice by itself",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    body: newMessage,
    response: z.object({ id: z.int() }),
    status: 201,
  }),
  listZulipStreams: endpoint({
    method: "GET",
    path: "/api/integrations/zulip/streams",
    summary: "Channels of Zulip that the bot may see",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object(listQuery("zulip.streams", vendorId)),
    response: z.object({ streams: z.array(channel), nextCursor }),
  }),
  listZulipUsers: endpoint({
    method: "GET",
    path: "/api/integrations/zulip/users",
    summary: "Everybody in Zulip, with bots and deactivated accounts",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    query: z.object(listQuery("zulip.users", vendorId)),
    response: z.object({ users: z.array(user), nextCursor }),
  }),
};
