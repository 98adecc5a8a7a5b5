/** What a small Zulip holds in memory. */

export interface Person {
  id: number;
  name: string;
  email: string;
  role: number;
  isActive: boolean;
  isBot: boolean;
}

export interface Stream {
  id: number;
  name: string;
  description: string;
  isPrivate: boolean;
  /** Who may see a private one. */
  members: number[];
}

export interface Sent {
  id: number;
  senderId: number;
  /** Epoch seconds. */
  timestamp: number;
  content: string;
  to: { streamId: number; topic: string } | { userIds: number[] };
}

export interface ZulipState {
  people: Person[];
  streams: Stream[];
  /** Oldest first. */
  messages: Sent[];
}

/** The account whose key is configured. */
export const BOT_ID = 20;

export function personOf(state: ZulipState, id: number): Person {
  const found = state.people.find((person) => person.id === id);
  if (!found) throw new Error(`No Zulip user ${id}`);
  return found;
}
