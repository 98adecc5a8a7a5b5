import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { StepPlace } from "../step-back.ts";
import { installationUrl } from "./addresses.ts";
import { askFreeScout } from "./ask-freescout.ts";
import type { Conversation, ConversationStatus } from "./dto.ts";
import { toConversation } from "./map.ts";
import { pageNewestFirst } from "./page-newest-first.ts";
import { conversationPage, type RawConversation } from "./schema.ts";
import { storedEmail } from "./stored-email.ts";

export interface ConversationFilter {
  status?: ConversationStatus | undefined;
  mailboxId?: number | undefined;
  /** The customer's main address: by no other of theirs FreeScout finds anything. */
  customerEmail?: string | undefined;
  /** By name. */
  tag?: string | undefined;
  /** What the subject holds. */
  subject?: string | undefined;
  /** Epoch milliseconds. */
  createdSinceMs?: number | undefined;
}

/** Conversations, newest first; drafts and deleted ones are left out. https://api-docs.freescout.net/#list-conversations */
export async function listConversations(
  client: Client,
  { from, limit, createdSinceMs, customerEmail, ...filter }: PageRequest<StepPlace> & ConversationFilter,
): Promise<Page<Conversation, StepPlace>> {
  const installation = installationUrl(client.config.FREESCOUT_API_URL);
  const query = {
    ...filter,
    customerEmail: customerEmail === undefined ? undefined : storedEmail(customerEmail),
    createdSince: createdSinceMs === undefined ? undefined : wholeSeconds(createdSinceMs),
    state: "published",
    embed: "tags",
    sortField: "number",
    sortOrder: "desc",
  };
  const rankOf = (raw: RawConversation) => raw.number;
  const { items, next } = await pageNewestFirst({ from, limit }, rankOf, (page, pageSize) =>
    askFreeScout(client, { path: "/conversations", query: { ...query, page, pageSize } }, conversationPage),
  );
  return { items: items.map((raw) => toConversation(raw, installation)), next };
}

function wholeSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
