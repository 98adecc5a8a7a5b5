import { z } from "zod";
import { ocsRequest } from "./ocs-request.ts";
import { type Room, roomSchema } from "./talk-room.ts";
import type { Transport } from "./transport.ts";

/** About 1.1 kB a room: room for some ten thousand. */
const MAX_BYTES = 16_000_000;

const roomsSchema = z.array(z.unknown());

const meanings = {
  403: {
    reason: "talk-not-allowed",
    message: "The account may not use Talk. An admin chooses who may in Nextcloud's Talk settings.",
  },
  404: { reason: "talk-missing", message: "Nextcloud's Talk is not installed or not enabled on the server." },
};

/**
 * Every conversation of the account, in the server's order (none), in one request that leaves the account's status as
 * it is. A room that cannot be read is left out.
 * https://nextcloud-talk.readthedocs.io/en/latest/conversation/
 * @throws UpstreamError `rejected` with `talk-missing` or `talk-not-allowed`; otherwise as `ocsRequest` does
 */
export async function listRooms(
  transport: Transport,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Room[]> {
  const { data } = await ocsRequest(transport, {
    method: "GET",
    path: "/ocs/v2.php/apps/spreed/api/v4/room?noStatusUpdate=1",
    schema: roomsSchema,
    meanings,
    maxBytes: MAX_BYTES,
    ...options,
  });
  return parseRooms(data);
}

/** The rooms of `ocs.data` that can be read. */
export function parseRooms(data: readonly unknown[]): Room[] {
  const rooms: Room[] = [];
  for (const one of data) {
    const parsed = roomSchema.safeParse(one);
    if (parsed.success) rooms.push(parsed.data);
  }
  return rooms;
}
