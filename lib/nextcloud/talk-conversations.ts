import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { type Meaning, ocsRequest } from "./ocs-request.ts";
import { ROOM_TOKEN, ROOM_TYPE } from "./talk-room.ts";
import type { Transport } from "./transport.ts";

/** https://nextcloud-talk.readthedocs.io/en/latest/conversation/ and …/participant/ */
const API = "/ocs/v2.php/apps/spreed/api/v4/room";

const made = z.object({ token: z.string().regex(ROOM_TOKEN) });
const notAllowed = {
  reason: "talk-not-allowed",
  message: "The account may not start conversations. An admin chooses who may in Nextcloud's Talk settings.",
};
const talkMissing = { reason: "talk-missing", message: "Nextcloud's Talk is not installed on the server." };

/**
 * The conversation with one person; there is only ever one (200 where it was there, 201 where it is new).
 * @throws UpstreamError `rejected` with `no-such-user`, `talk-not-allowed`; otherwise as `ocsRequest` does
 */
export function openOneToOne(transport: Transport, user: string): Promise<{ token: string }> {
  return begin(transport, { roomType: ROOM_TYPE.oneToOne, invite: user }, noSuchUser(user));
}

/** A new group conversation of the account; asked twice it is two. @throws UpstreamError as `openOneToOne` */
export function createGroupConversation(transport: Transport, name: string): Promise<{ token: string }> {
  return begin(transport, { roomType: ROOM_TYPE.group, roomName: name }, talkMissing);
}

async function begin(
  transport: Transport,
  body: Record<string, unknown>,
  notFound: Meaning,
): Promise<{ token: string }> {
  const meanings = { 403: notAllowed, 404: notFound };
  const { data } = await ocsRequest(transport, { method: "POST", path: API, body, schema: made, meanings });
  return data;
}

/** Says what a conversation is about; at most 500 characters in Talk 14 to 20. @throws UpstreamError as `ocsRequest` does */
export async function describeConversation(
  transport: Transport,
  token: string,
  description: string,
): Promise<void> {
  await ocsRequest(transport, {
    method: "PUT",
    path: `${roomPath(token)}/description`,
    body: { description },
    schema: z.unknown(),
  });
}

/** Somebody who takes part already is no failure. @throws UpstreamError `rejected` with `no-such-user`; otherwise as `ocsRequest` does */
export async function addParticipant(transport: Transport, token: string, user: string): Promise<void> {
  await ocsRequest(transport, {
    method: "POST",
    path: `${roomPath(token)}/participants`,
    body: { newParticipant: user, source: "users" },
    schema: z.unknown(),
    meanings: { 404: noSuchUser(user) },
  });
}

function noSuchUser(user: string): Meaning {
  return { reason: "no-such-user", message: `Nextcloud knows nobody called ${user}.` };
}

function roomPath(token: string): string {
  if (ROOM_TOKEN.test(token)) return `${API}/${token}`;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: false,
    status: 404,
    reason: "not-a-member",
    message: "The conversation does not exist.",
  });
}
