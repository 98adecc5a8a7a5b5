import { escapeLines } from "#lib/core/escape-html.ts";
import type { Client } from "../client.ts";
import { sayIfUncertain } from "../uncertain-outcome.ts";
import { tellFreeScout } from "./ask-freescout.ts";
import { createdId } from "./created-id.ts";
import { findActingUser } from "./find-acting-user.ts";
import { showConversation } from "./show-conversation.ts";

export interface Reply {
  /** The conversation's. */
  id: number;
  /** Plain text. */
  text: string;
  /** Somebody of FreeScout's; where neither this nor `byEmail` finds one, the conversation's assignee. */
  userId?: number | undefined;
  byEmail?: string | undefined;
}

/**
 * Answers a customer, once; FreeScout mails it to them. https://api-docs.freescout.net/#create-thread
 * @throws UpstreamError `not-found`, `invalid` in FreeScout's words or because nobody is known who writes; whose
 *   message says so where it may have been sent nevertheless
 */
export async function replyToConversation(client: Client, reply: Reply): Promise<{ id: number }> {
  const { id } = reply;
  const user = await findActingUser(client, reply, async () => {
    const { assignee } = await showConversation(client, id);
    return assignee?.id ?? null;
  });
  try {
    const answer = await tellFreeScout(client, {
      method: "POST",
      path: `/conversations/${id}/threads`,
      operation: "/conversations/{id}/threads",
      json: { type: "message", text: escapeLines(reply.text), user },
    });
    return { id: createdId(answer) };
  } catch (error) {
    throw sayIfUncertain(error, "The reply may have been sent all the same.");
  }
}
