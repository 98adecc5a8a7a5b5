import {
  type Conversation,
  type Customer,
  customerOf,
  type FreeScoutState,
  type HelpUser,
  type Thread,
} from "./freescout-state.ts";

/** How FreeScout writes what it holds. */

const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

function person(state: FreeScoutState, kind: "user" | "customer", id: number) {
  const found = kind === "customer" ? customerOf(state, id) : state.users.find((user) => user.id === id);
  if (!found) return null;
  const { firstName, lastName, email } = found;
  return { id, type: kind, firstName, lastName, photoUrl: "", email };
}

export function conversationJson(state: FreeScoutState, each: Conversation, embeds: string[]) {
  const { assigneeId } = each;
  const first = each.threads[0];
  const lastText = each.threads.findLast(({ type }) => type !== "note")?.body ?? "";
  return {
    id: each.id,
    number: each.number,
    threadsCount: each.threads.length,
    type: "email",
    folderId: 11,
    status: each.status,
    state: "published",
    subject: each.subject,
    preview: lastText
      .replace(/<[^>]*>/g, " ")
      .trim()
      .slice(0, 120),
    mailboxId: each.mailboxId,
    assignee: assigneeId === null ? null : person(state, "user", assigneeId),
    createdBy: first ? person(state, first.by.kind, first.by.id) : null,
    createdAt: instant(each.createdAt),
    updatedAt: instant(each.updatedAt),
    closedBy: null,
    source: { type: "email", via: first?.by.kind ?? "user" },
    cc: [],
    bcc: [],
    customer: person(state, "customer", each.customerId),
    customFields: [],
    _embedded: {
      // As FreeScout lists them: the newest first.
      threads: embeds.includes("threads")
        ? each.threads.toReversed().map((one) => threadJson(state, each, one))
        : [],
      ...(embeds.includes("tags")
        ? { tags: each.tags.map((name, index) => ({ id: 61 + index, name, counter: 1, color: 0 })) }
        : {}),
    },
  };
}

function threadJson(state: FreeScoutState, conversation: Conversation, thread: Thread) {
  return {
    id: thread.id,
    type: thread.type,
    status: "active",
    state: "published",
    action: { type: "", text: "", associatedEntities: [] },
    body: thread.body,
    source: { type: "email", via: thread.by.kind },
    customer: person(state, "customer", conversation.customerId),
    createdBy: person(state, thread.by.kind, thread.by.id),
    assignedTo: null,
    to: [],
    cc: [],
    bcc: [],
    createdAt: instant(thread.createdAt),
    openedAt: null,
    _embedded: {
      attachments: thread.attachments.map((each) => ({
        ...each,
        fileUrl: `https://help.parlour.test/storage/${each.id}`,
      })),
    },
  };
}

export function customerJson(customer: Customer) {
  const { id, firstName, lastName, email, otherEmails, phone, company, createdAt } = customer;
  return {
    id,
    firstName,
    lastName,
    company,
    jobTitle: "",
    photoType: "unknown",
    photoUrl: "",
    createdAt: instant(createdAt),
    updatedAt: instant(createdAt),
    notes: "",
    customerFields: [],
    _embedded: {
      emails: [email, ...otherEmails].map((value, index) => ({ id: id * 10 + index, value, type: "home" })),
      phones: phone === "" ? [] : [{ id: 0, value: phone, type: "mobile" }],
      social_profiles: [],
      websites: [],
      address: { city: "", state: "", zip: "", country: "", address: "" },
    },
  };
}

export function userJson({ id, firstName, lastName, email, role }: HelpUser) {
  return {
    id,
    firstName,
    lastName,
    email,
    role,
    alternateEmails: "",
    jobTitle: "",
    phone: "",
    timezone: "Europe/Vienna",
    photoUrl: "",
    language: "en",
  };
}
