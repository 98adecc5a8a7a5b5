import type { Client } from "../client.ts";
import { sayIfUncertain } from "../uncertain-outcome.ts";
import { channelOperand } from "./channel-operand.ts";
import { requireFeatureLevel } from "./feature-level.ts";
import { sentMessage } from "./schema.ts";

/** Into a channel, named by id or name, or to people by their ids. `content` is Zulip's Markdown (escapeMarkdown). */
export type NewMessage =
  | { channel: string | number; topic: string; content: string }
  | { userIds: number[]; content: string };

/**
 * Sends once. Zulip knows no key for it: who wants it again after an answer was lost looks for it with listMessages
 * first. https://zulip.com/api/send-message
 * @throws UpstreamError `not-found` for an unknown channel, `invalid` in Zulip's words; whose message says so where it
 *   may have been sent nevertheless
 */
export async function sendMessage(client: Client, message: NewMessage): Promise<{ id: number }> {
  await requireFeatureLevel(client);
  const form: Record<string, string> =
    "channel" in message
      ? {
          type: "stream",
          to: JSON.stringify(channelOperand(message.channel)),
          topic: message.topic,
          content: message.content,
        }
      : { type: "direct", to: JSON.stringify(message.userIds), content: message.content };
  try {
    return await client.json({ method: "POST", path: "/messages", form }, sentMessage);
  } catch (error) {
    throw sayIfUncertain(error, "The message may have been sent all the same.");
  }
}
