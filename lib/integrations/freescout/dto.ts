export type ConversationStatus = "active" | "pending" | "closed" | "spam";

/** Somebody as a conversation names them. */
export interface HelpPerson {
  id: number;
  name: string;
}

/** One row of the list of conversations. */
export interface Conversation {
  /** What the API takes. */
  id: number;
  /** What people read in FreeScout's title line. */
  number: number;
  subject: string;
  status: ConversationStatus;
  mailboxId: number;
  /** Who wrote in; `email` is "" where FreeScout knows none. */
  customer: { id: number; name: string; email: string } | null;
  assignee: HelpPerson | null;
  /** The beginning of the newest message, plain text. */
  preview: string;
  /** ISO 8601, UTC. */
  updatedAt: string;
  createdAt: string;
  /** Where FreeScout shows it. */
  url: string;
  tags: string[];
}

export type ThreadKind = "customer" | "message" | "note" | "change";

/** One message, note or change of a conversation. */
export interface Thread {
  id: number;
  /** `message` is the studio's answer, `change` such a thing as a new assignee. */
  kind: ThreadKind;
  by: { kind: "user" | "customer"; id: number; name: string } | null;
  /** Plain text; FreeScout's HTML never leaves the connector. */
  text: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  attachments: { id: number; name: string; mime: string; size: number }[];
}

export interface ConversationWithThreads extends Conversation {
  /** Oldest first. */
  threads: Thread[];
}

export interface Mailbox {
  id: number;
  name: string;
  email: string;
}

export interface HelpCustomer {
  id: number;
  name: string;
  emails: string[];
  phones: string[];
  company: string;
  /** ISO 8601, UTC; null where FreeScout leaves it out. */
  updatedAt: string | null;
}

/** `uses` is how many conversations carry it, null where FreeScout leaves it out. */
export interface Tag {
  id: number;
  name: string;
  uses: number | null;
}
