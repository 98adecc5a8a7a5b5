/** A message that Zulip shows. */
export interface Message {
  id: number;
  sender: { id: number; name: string; email: string };
  /** Null for a direct message. */
  channel: { id: number; name: string } | null;
  /** "" for a direct message, and for a channel's general chat. */
  topic: string;
  /** As it was written, Zulip's Markdown. */
  content: string;
  /** When it was sent: ISO 8601, UTC. */
  at: string;
  /** Where Zulip shows it. */
  url: string;
}

/** What Zulip's API calls a stream. */
export interface Channel {
  id: number;
  name: string;
  description: string;
  isPrivate: boolean;
}

export type ZulipRole = "owner" | "admin" | "moderator" | "member" | "guest";

export interface ZulipUser {
  id: number;
  name: string;
  /** The address to write to where Zulip shows it, else the one Zulip made up for its API. */
  email: string;
  role: ZulipRole;
  isActive: boolean;
  isBot: boolean;
}
