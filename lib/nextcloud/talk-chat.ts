import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { ocsRequest } from "./ocs-request.ts";
import { ROOM_TOKEN } from "./talk-room.ts";
import type { Transport } from "./transport.ts";

/** https://nextcloud-talk.readthedocs.io/en/latest/chat/ */
const API = "/ocs/v2.php/apps/spreed/api/v1/chat";

const notMember = {
  reason: "not-a-member",
  message: "The conversation does not exist, or the account does not take part in it.",
};
const lobby = {
  reason: "lobby",
  message: "The conversation is in its lobby: only moderators may write at the moment.",
};
const meanings = {
  403: { reason: "read-only", message: "The conversation is read-only." },
  404: notMember,
  412: lobby,
  413: { reason: "too-long", message: "The message is longer than this Nextcloud accepts." },
};

const postedSchema = z.object({ id: z.number().int() }).nullable().catch(null);

/**
 * Writes a message. `referenceId`, at most 64 hexadecimal digits, comes back with the message: by it a message that may
 * or may not have arrived is found again. `silent` rings nobody (Talk 15; older ones ring as people set it).
 * @throws UpstreamError `rejected` with `read-only`, `lobby`, `too-long`, `not-a-member`; otherwise as `ocsRequest` does
 */
export async function postMessage(
  transport: Transport,
  token: string,
  input: { message: string; referenceId: string; silent?: boolean },
): Promise<{ id: number | null }> {
  const { message, referenceId, silent } = input;
  const path = chatPath(token);
  const body = { message, referenceId, ...(silent && { silent }) };
  const answer = await ocsRequest(transport, { method: "POST", path, body, schema: postedSchema, meanings });
  return { id: answer.data?.id ?? null };
}

/**
 * Marks the conversation as read up to and including the message. (Talk 14 fails without one.)
 * @throws UpstreamError `rejected` with `lobby`, `not-a-member`; otherwise as `ocsRequest` does
 */
export async function markRead(transport: Transport, token: string, lastMessageId: number): Promise<void> {
  await ocsRequest(transport, {
    method: "POST",
    path: `${chatPath(token)}/read`,
    body: { lastReadMessage: lastMessageId },
    schema: z.unknown(),
    meanings: { 404: notMember, 412: lobby },
  });
}

function chatPath(token: string): string {
  if (ROOM_TOKEN.test(token)) return `${API}/${token}`;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: false,
    status: 404,
    ...notMember,
  });
}
