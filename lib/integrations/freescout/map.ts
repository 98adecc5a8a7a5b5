import { conversationUrl } from "./addresses.ts";
import type { Conversation, ConversationWithThreads, HelpCustomer, HelpPerson, Tag, Thread } from "./dto.ts";
import type { RawConversation, RawCustomer, RawPerson, RawTag, RawThread } from "./schema.ts";
import { textOfHtml, textOfPreview } from "./text-of-html.ts";

/** @param installation where people open FreeScout, without a trailing slash */
export function toConversation(raw: RawConversation, installation: string): Conversation {
  const { customer, assignee } = raw;
  return {
    id: raw.id,
    number: raw.number,
    subject: raw.subject ?? "",
    status: raw.status,
    mailboxId: raw.mailboxId,
    customer: customer ? { ...toPerson(customer), email: customer.email ?? "" } : null,
    assignee: assignee ? toPerson(assignee) : null,
    preview: textOfPreview(raw.preview ?? ""),
    updatedAt: raw.updatedAt ?? raw.createdAt,
    createdAt: raw.createdAt,
    url: conversationUrl(installation, raw.id),
    tags: (raw._embedded?.tags ?? []).map((tag) => tag.name),
  };
}

export function withThreads(raw: RawConversation, installation: string): ConversationWithThreads {
  const threads = (raw._embedded?.threads ?? []).filter(
    ({ state }) => state == null || state === "published",
  );
  return {
    ...toConversation(raw, installation),
    threads: threads
      .map(toThread)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt) || one.id - other.id),
  };
}

function toThread(raw: RawThread): Thread {
  const { createdBy } = raw;
  return {
    id: raw.id,
    kind: kindOf(raw.type),
    by: createdBy
      ? { kind: createdBy.type === "customer" ? "customer" : "user", ...toPerson(createdBy) }
      : null,
    text: textOfHtml(raw.body || raw.action?.text || ""),
    createdAt: raw.createdAt,
    attachments: (raw._embedded?.attachments ?? []).map(({ id, fileName, mimeType, size }) => ({
      id,
      name: fileName,
      mime: mimeType ?? "application/octet-stream",
      size: size ?? 0,
    })),
  };
}

/** `lineitem` is a change; what a module adds is told as one too. */
function kindOf(type: string): Thread["kind"] {
  return type === "customer" || type === "message" || type === "note" ? type : "change";
}

export function toPerson(raw: RawPerson): HelpPerson {
  return { id: raw.id, name: nameOf(raw) || (raw.email ?? "") };
}

function nameOf({ firstName, lastName }: Pick<RawPerson, "firstName" | "lastName">): string {
  return [firstName, lastName].filter(Boolean).join(" ").trim();
}

export function toCustomer(raw: RawCustomer): HelpCustomer {
  const emails = (raw._embedded?.emails ?? []).map(({ value }) => value);
  return {
    id: raw.id,
    name: nameOf(raw) || (emails[0] ?? ""),
    emails,
    phones: (raw._embedded?.phones ?? []).map(({ value }) => value),
    company: raw.company ?? "",
    updatedAt: raw.updatedAt ?? null,
  };
}

export function toTag({ id, name, counter }: RawTag): Tag {
  return { id, name, uses: counter ?? null };
}
