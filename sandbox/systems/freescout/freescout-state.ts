/** What a small FreeScout holds in memory. Instants are epoch milliseconds. */

export interface HelpUser {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  role: "admin" | "user";
}

export interface Customer {
  id: number;
  firstName: string;
  lastName: string;
  /** The main address, the only one that conversations are found by. */
  email: string;
  otherEmails: string[];
  phone: string;
  company: string;
  createdAt: number;
}

export interface Thread {
  id: number;
  type: "customer" | "message" | "note" | "lineitem";
  /** HTML. */
  body: string;
  by: { kind: "user" | "customer"; id: number };
  createdAt: number;
  attachments: { id: number; fileName: string; mimeType: string; size: number }[];
}

export interface Conversation {
  id: number;
  number: number;
  subject: string;
  status: string;
  mailboxId: number;
  customerId: number;
  assigneeId: number | null;
  tags: string[];
  /** Oldest first. */
  threads: Thread[];
  createdAt: number;
  updatedAt: number;
}

/** What FreeScout would have mailed to a customer. */
export interface Mailed {
  to: string;
  what: "auto reply" | "message";
}

export interface FreeScoutState {
  mailboxes: { id: number; name: string; email: string }[];
  users: HelpUser[];
  customers: Customer[];
  conversations: Conversation[];
  nextThreadId: number;
  /** Oldest first. */
  mailed: Mailed[];
}

export function customerOf(state: FreeScoutState, id: number): Customer {
  const found = state.customers.find((customer) => customer.id === id);
  if (!found) throw new Error(`No customer ${id}`);
  return found;
}
