import { badRequest, isFields } from "./freescout-answers.ts";
import type { Conversation, Customer, FreeScoutState, Thread } from "./freescout-state.ts";

type Fields = Record<string, unknown>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw badRequest(name, `\`${name}\` parameter is required`);
}

/** `POST /conversations`. https://api-docs.freescout.net/#create-conversation @returns its id */
export function createConversation(state: FreeScoutState, fields: Fields, nowMs: number): number {
  text(fields, "type");
  const mailbox = state.mailboxes.find(({ id }) => id === Number(fields.mailboxId));
  if (!mailbox) throw badRequest("mailboxId", "Mailbox not found");
  const subject = text(fields, "subject");
  const customer = customerNamed(state, fields.customer, nowMs);
  const asked = Array.isArray(fields.threads) ? fields.threads.filter(isFields) : [];
  if (asked.length === 0) throw badRequest("threads", "`threads` parameter is required");
  const threads = asked.map((each) => threadOf(state, each, customer, nowMs));
  // The word "true" is no boolean to it.
  if (fields.imported !== true)
    for (const { type } of threads)
      if (type === "customer") state.mailed.push({ to: customer.email, what: "auto reply" });
      else if (type === "message") state.mailed.push({ to: customer.email, what: "message" });
  const assigneeId = state.users.find(({ id }) => id === fields.assignTo)?.id ?? null;
  const id = Math.max(200, ...state.conversations.map((each) => each.id)) + 1;
  const number = Math.max(100, ...state.conversations.map((each) => each.number)) + 1;
  const status = typeof fields.status === "string" ? fields.status : "active";
  const made: Conversation = {
    id,
    number,
    subject,
    status,
    mailboxId: mailbox.id,
    customerId: customer.id,
    assigneeId,
    tags: [],
    threads,
    createdAt: nowMs,
    updatedAt: nowMs,
  };
  if (!state.customers.includes(customer)) state.customers.push(customer);
  state.conversations.push(made);
  return id;
}

/** `POST /conversations/{id}/threads`. https://api-docs.freescout.net/#create-thread @returns its id */
export function createThread(
  state: FreeScoutState,
  conversation: Conversation,
  fields: Fields,
  nowMs: number,
): number {
  const customer = state.customers.find(({ id }) => id === conversation.customerId);
  if (!customer) throw badRequest("customer", "Customer not found");
  const thread = threadOf(state, fields, customer, nowMs);
  if (thread.type === "message" && fields.imported !== true)
    state.mailed.push({ to: customer.email, what: "message" });
  conversation.threads.push(thread);
  conversation.updatedAt = nowMs;
  return thread.id;
}

function threadOf(state: FreeScoutState, fields: Fields, customer: Customer, nowMs: number): Thread {
  const type = text(fields, "type");
  if (type !== "customer" && type !== "message" && type !== "note")
    throw badRequest("type", "Invalid thread type");
  const body = text(fields, "text");
  const by: Thread["by"] =
    type === "customer"
      ? { kind: "customer", id: customer.id }
      : { kind: "user", id: userNamed(state, fields) };
  return { id: state.nextThreadId++, type, body, by, createdAt: nowMs, attachments: [] };
}

function userNamed(state: FreeScoutState, fields: Fields): number {
  if (fields.user === undefined || fields.user === null)
    throw badRequest("user", "`user` parameter is required");
  const found = state.users.find(({ id }) => id === Number(fields.user));
  if (!found) throw badRequest("user", "User not found");
  return found.id;
}

/** By id or any of their mail addresses; one that nobody has makes a new customer. */
function customerNamed(state: FreeScoutState, named: unknown, nowMs: number): Customer {
  if (!isFields(named)) throw badRequest("customer", "`customer` parameter is required");
  const email = typeof named.email === "string" ? named.email.trim().toLowerCase() : "";
  const known = state.customers.find(
    (each) => each.id === named.id || each.email === email || each.otherEmails.includes(email),
  );
  if (known) return known;
  if (!/^\S+@\S+$/.test(email))
    throw badRequest("customer.email", "Customer first name or email is required.");
  const word = (name: "firstName" | "lastName") => {
    const value = named[name];
    const text = typeof value === "string" ? value : "";
    if (text.length > 40) throw badRequest(`customer.${name}`, "May not be greater than 40 characters.");
    return text;
  };
  return {
    id: Math.max(0, ...state.customers.map(({ id }) => id)) + 1,
    firstName: word("firstName"),
    lastName: word("lastName"),
    email,
    otherEmails: [],
    phone: "",
    company: "",
    createdAt: nowMs,
  };
}
