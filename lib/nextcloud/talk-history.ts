import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { ocsRequest } from "./ocs-request.ts";
import { parameterName } from "./parameter-name.ts";
import { ROOM_TOKEN } from "./talk-room.ts";
import type { Transport } from "./transport.ts";

const MAX_BYTES = 16_000_000;
const text = z.string().catch("");

const message = z.object({
  id: z.number().int().positive(),
  actorType: text,
  actorId: text,
  actorDisplayName: text,
  /** Epoch seconds. */
  timestamp: z.number().int().nonnegative().catch(0),
  message: text,
  messageParameters: z.unknown(),
  messageType: text,
  systemMessage: text,
  referenceId: text,
});

/** `message` with the names in place of its parameters. */
export type ChatMessage = Omit<z.infer<typeof message>, "messageParameters">;

/**
 * Messages of a conversation after one of them, the oldest first, at most `limit` (200 is Talk's most); nothing is marked
 * as read. Asked without waiting: an answer without news is a 304.
 * https://nextcloud-talk.readthedocs.io/en/latest/chat/#receive-chat-messages-of-a-conversation
 * @throws UpstreamError `rejected` with `not-a-member`, `lobby`; otherwise as `ocsRequest` does
 */
export async function readChat(
  transport: Transport,
  token: string,
  { after, limit }: { after: number; limit: number },
): Promise<ChatMessage[]> {
  if (!ROOM_TOKEN.test(token)) throw notMember();
  const query = new URLSearchParams({
    lookIntoFuture: "1",
    timeout: "0",
    lastKnownMessageId: String(after),
    limit: String(limit),
    setReadMarker: "0",
    noStatusUpdate: "1",
  });
  try {
    const { data } = await ocsRequest(transport, {
      method: "GET",
      path: `/ocs/v2.php/apps/spreed/api/v1/chat/${token}?${query}`,
      schema: z.array(z.unknown()),
      maxBytes: MAX_BYTES,
      meanings: {
        404: {
          reason: "not-a-member",
          message: "The conversation does not exist, or the account does not take part in it.",
        },
        412: { reason: "lobby", message: "The conversation is in its lobby." },
      },
    });
    return data.flatMap((one) => {
      const parsed = message.safeParse(one);
      if (!parsed.success) return [];
      const { messageParameters, ...rest } = parsed.data;
      return [{ ...rest, message: withNames(rest.message, messageParameters) }];
    });
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 304) return [];
    throw error;
  }
}

function withNames(template: string, parameters: unknown): string {
  return template.replace(
    /\{([\w-]{1,64})\}/g,
    (literal, key: string) => parameterName(parameters, key) ?? literal,
  );
}

function notMember(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: false,
    status: 404,
    reason: "not-a-member",
    message: "The conversation does not exist.",
  });
}
