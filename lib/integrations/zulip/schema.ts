import { z } from "zod";

/** What Zulip answers, as far as it is read here. Instants are epoch seconds. */

/** The last second that a Date has (ECMA-262, 21.4.1.1). */
const LATEST = 8.64e12;

/** https://zulip.com/api/get-server-settings; a server before Zulip 3.0 has no level. */
export const serverSettings = z.object({ zulip_feature_level: z.number().int().default(0) });

/** https://zulip.com/api/get-own-user */
export const ownUser = z.object({ user_id: z.number().int() });

const recipient = z.object({ id: z.number().int() });

export const rawMessage = z.object({
  id: z.number().int(),
  sender_id: z.number().int(),
  sender_full_name: z.string(),
  sender_email: z.string(),
  /** The channel's name, or who a direct message is between. */
  display_recipient: z.union([z.string(), z.array(recipient)]),
  stream_id: z.number().int().nullish(),
  subject: z.string(),
  content: z.string(),
  timestamp: z.number().min(0).max(LATEST),
});
export type RawMessage = z.infer<typeof rawMessage>;

/** https://zulip.com/api/get-messages */
export const messageWindow = z.object({ messages: z.array(rawMessage), found_oldest: z.boolean() });

/** https://zulip.com/api/send-message */
export const sentMessage = z.object({ id: z.number().int() });

export const rawChannel = z.object({
  stream_id: z.number().int(),
  name: z.string(),
  description: z.string().nullish(),
  invite_only: z.boolean().nullish(),
});
export type RawChannel = z.infer<typeof rawChannel>;

/** https://zulip.com/api/get-streams */
export const channelList = z.object({ streams: z.array(rawChannel) });

export const rawUser = z.object({
  user_id: z.number().int(),
  full_name: z.string(),
  email: z.string(),
  delivery_email: z.string().nullish(),
  role: z.number().int().nullish(),
  is_active: z.boolean(),
  is_bot: z.boolean(),
});
export type RawUser = z.infer<typeof rawUser>;

/** https://zulip.com/api/get-users */
export const userList = z.object({ members: z.array(rawUser) });
