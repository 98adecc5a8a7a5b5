import type { Channel, Message, ZulipRole, ZulipUser } from "./dto.ts";
import { messageUrl } from "./message-url.ts";
import type { RawChannel, RawMessage, RawUser } from "./schema.ts";

/** @param realm without a trailing slash */
export function toMessage(raw: RawMessage, realm: string): Message {
  const { display_recipient: name, stream_id: id } = raw;
  return {
    id: raw.id,
    sender: { id: raw.sender_id, name: raw.sender_full_name, email: raw.sender_email },
    channel: typeof name === "string" && id != null ? { id, name } : null,
    topic: typeof name === "string" ? raw.subject : "",
    content: raw.content,
    at: new Date(raw.timestamp * 1000).toISOString(),
    url: messageUrl(realm, raw),
  };
}

export function toChannel(raw: RawChannel): Channel {
  return {
    id: raw.stream_id,
    name: raw.name,
    description: raw.description ?? "",
    isPrivate: raw.invite_only ?? false,
  };
}

/** https://zulip.com/api/roles-and-permissions; a role that is added some day can do no less than a member. */
const ROLES: Record<number, ZulipRole> = {
  100: "owner",
  200: "admin",
  300: "moderator",
  400: "member",
  600: "guest",
};

export function toUser(raw: RawUser): ZulipUser {
  return {
    id: raw.user_id,
    name: raw.full_name,
    email: raw.delivery_email ?? raw.email,
    role: ROLES[raw.role ?? 400] ?? "member",
    isActive: raw.is_active,
    isBot: raw.is_bot,
  };
}
