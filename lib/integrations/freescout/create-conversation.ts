import { escapeLines } from "#lib/core/escape-html.ts";
import { plainText } from "#lib/core/plain-text.ts";
import type { Client } from "../client.ts";
import { sayIfUncertain } from "../uncertain-outcome.ts";
import { conversationUrl, installationUrl } from "./addresses.ts";
import { tellFreeScout } from "./ask-freescout.ts";
import { createdId } from "./created-id.ts";
import { findActingUser } from "./find-acting-user.ts";

/** What FreeScout takes of a first or a last name. */
export const LONGEST_NAME = 40;

export interface NewConversation {
  mailboxId: number;
  subject: string;
  /** Known to FreeScout by any of their addresses; the names, cut where they are long, are for somebody new. */
  customer: { email: string; firstName?: string | undefined; lastName?: string | undefined };
  /** Plain text. */
  text: string;
  /**
   * Whose words it begins with: the customer's own, as if they had written (default), which FreeScout answers with the
   * mailbox's auto reply where it has one; a `message` of the studio, which FreeScout mails to them; or a `note` that
   * only the studio sees. The latter two need somebody of FreeScout's.
   */
  kind?: "customer" | "message" | "note" | undefined;
  /** FreeScout mails nobody because of it: neither the customer, nor whoever it would notify. Default false. */
  imported?: boolean | undefined;
  /** Somebody of FreeScout's. */
  userId?: number | undefined;
  /** Whose FreeScout account is taken where `userId` is not said. */
  byEmail?: string | undefined;
  assignTo?: number | undefined;
}

/**
 * Opens a conversation, once: FreeScout knows no key for it, so who lost the answer looks for it (listConversations, by
 * its subject) before it is done again. https://api-docs.freescout.net/#create-conversation
 * @throws UpstreamError `invalid` in FreeScout's words; whose message says so where it may be there nevertheless
 */
export async function createConversation(
  client: Client,
  asked: NewConversation,
): Promise<{ id: number; url: string }> {
  const { mailboxId, subject, kind = "customer", imported = false, assignTo } = asked;
  const customer = {
    email: asked.customer.email,
    firstName: nameOf(asked.customer.firstName),
    lastName: nameOf(asked.customer.lastName),
  };
  const user = kind === "customer" ? undefined : await findActingUser(client, asked);
  const thread = { type: kind, text: escapeLines(asked.text) };
  const json = {
    type: "email",
    mailboxId,
    subject,
    customer,
    threads: [user === undefined ? { ...thread, customer } : { ...thread, user }],
    imported,
    status: "active",
    assignTo,
  };
  try {
    const answer = await tellFreeScout(client, { method: "POST", path: "/conversations", json });
    const id = createdId(answer);
    return { id, url: conversationUrl(installationUrl(client.config.FREESCOUT_API_URL), id) };
  } catch (error) {
    throw sayIfUncertain(error, "The conversation may be there all the same.");
  }
}

function nameOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plainText(name, LONGEST_NAME);
}
