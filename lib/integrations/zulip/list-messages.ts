import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import { channelOperand } from "./channel-operand.ts";
import type { Message } from "./dto.ts";
import { requireFeatureLevel } from "./feature-level.ts";
import { toMessage } from "./map.ts";
import { realmUrl } from "./realm-url.ts";
import { messageWindow } from "./schema.ts";

export interface MessageFilter {
  /** Its id or its name. Without one, what the account itself received. */
  channel?: string | number | undefined;
  topic?: string | undefined;
  /** Who sent it, by id. */
  senderId?: number | undefined;
}

/** What Zulip recommends at most for one answer. */
const MOST = 1000;

/**
 * Messages, newest first. A place is the id of the last message of the page before: messages that come meanwhile move
 * nothing. https://zulip.com/api/get-messages
 * @throws UpstreamError `not-found` for an unknown channel
 */
export async function listMessages(
  client: Client,
  { from, limit, channel, topic, senderId }: PageRequest<number> & MessageFilter,
): Promise<Page<Message, number>> {
  await requireFeatureLevel(client);
  const narrow = [
    ...(channel === undefined ? [] : [{ operator: "channel", operand: channelOperand(channel) }]),
    ...(topic === undefined ? [] : [{ operator: "topic", operand: topic }]),
    ...(senderId === undefined ? [] : [{ operator: "sender", operand: senderId }]),
  ];
  const { messages, found_oldest: isLast } = await client.json(
    {
      path: "/messages",
      query: {
        anchor: from ?? "newest",
        include_anchor: from === null,
        num_before: Math.min(limit, MOST),
        num_after: 0,
        narrow: JSON.stringify(narrow),
        apply_markdown: false,
        allow_empty_topic_name: true,
      },
    },
    messageWindow,
  );
  const older = messages
    .filter(({ id }) => from === null || id < from)
    .sort((one, other) => other.id - one.id);
  const realm = realmUrl(client.config.ZULIP_BASE_URL);
  return {
    items: older.map((message) => toMessage(message, realm)),
    next: isLast ? null : (older.at(-1)?.id ?? null),
  };
}
