import { conversationJson, customerJson, userJson } from "./freescout-json.ts";
import { type Conversation, customerOf, type FreeScoutState } from "./freescout-state.ts";

const PAGE_SIZE = 50;

/** A page in FreeScout's form; page numbers begin with 1. */
function paged(noun: string, all: unknown[], query: URLSearchParams) {
  const size = Math.max(1, Number(query.get("pageSize") ?? PAGE_SIZE) || PAGE_SIZE);
  const number = Math.max(1, Number(query.get("page") ?? 1) || 1);
  return {
    _embedded: { [noun]: all.slice((number - 1) * size, number * size) },
    page: {
      size,
      totalElements: all.length,
      totalPages: Math.max(1, Math.ceil(all.length / size)),
      number,
    },
  };
}

/** https://api-docs.freescout.net/#list-conversations */
export function listConversations(state: FreeScoutState, query: URLSearchParams) {
  const filters = [...query].map(([name, value]) => filterOf(state, name, value));
  const matching = state.conversations.filter((each) => filters.every((isIn) => isIn(each)));
  const embeds = (query.get("embed") ?? "").split(",");
  const sorted = inOrder(matching, query).map((each) => conversationJson(state, each, embeds));
  return paged("conversations", sorted, query);
}

/** What is not known, or empty, filters nothing. */
function filterOf(state: FreeScoutState, name: string, value: string): (each: Conversation) => boolean {
  if (value === "") return () => true;
  const values = value.split(",");
  switch (name) {
    case "status":
      return ({ status }) => values.includes(status);
    case "mailboxId":
      return ({ mailboxId }) => values.includes(String(mailboxId));
    case "customerEmail":
      return ({ customerId }) => customerOf(state, customerId).email === value;
    case "tag":
      return ({ tags }) => tags.includes(value.toLowerCase());
    case "subject":
      return ({ subject }) => subject.toLowerCase().includes(value.toLowerCase());
    case "createdSince":
      return ({ createdAt }) => createdAt >= Date.parse(value);
    case "updatedSince":
      return ({ updatedAt }) => updatedAt >= Date.parse(value);
    default:
      return () => true;
  }
}

function inOrder(all: Conversation[], query: URLSearchParams): Conversation[] {
  const field = query.get("sortField") ?? "createdAt";
  const by = (each: Conversation) =>
    field === "number" ? each.number : field === "updatedAt" ? each.updatedAt : each.createdAt;
  const rising = all.toSorted((one, other) => by(one) - by(other) || one.id - other.id);
  return query.get("sortOrder") === "asc" ? rising : rising.reverse();
}

/** https://api-docs.freescout.net/#list-customers */
export function listCustomers(state: FreeScoutState, query: URLSearchParams) {
  const email = query.get("email") ?? "";
  const matching = state.customers.filter(
    (each) => email === "" || each.email === email || each.otherEmails.includes(email),
  );
  const rising = matching.toSorted((one, other) => one.createdAt - other.createdAt || one.id - other.id);
  const sorted = query.get("sortOrder") === "asc" ? rising : rising.reverse();
  return paged("customers", sorted.map(customerJson), query);
}

export function listUsers(state: FreeScoutState, query: URLSearchParams) {
  const email = query.get("email") ?? "";
  const matching = state.users.filter((each) => email === "" || each.email === email);
  return paged("users", matching.map(userJson), query);
}

export function listMailboxes(state: FreeScoutState, query: URLSearchParams) {
  const since = { createdAt: "2024-02-01T09:00:00Z", updatedAt: "2024-02-01T09:00:00Z" };
  return paged(
    "mailboxes",
    state.mailboxes.map((each) => ({ ...each, ...since })),
    query,
  );
}

export function listTags(state: FreeScoutState, query: URLSearchParams) {
  const used = state.conversations.flatMap(({ tags }) => tags);
  const names = [...new Set(used)];
  const tags = names.map((name, index) => ({
    id: 61 + index,
    name,
    counter: used.filter((each) => each === name).length,
    color: 0,
  }));
  return paged("tags", tags, query);
}
