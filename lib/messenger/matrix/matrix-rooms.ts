import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { isRefusal } from "./is-refusal.ts";
import type { MatrixClient, NewMatrixRoom } from "./matrix-client.ts";
import type { MatrixRequest } from "./matrix-request.ts";

type Rooms = Pick<
  MatrixClient,
  | "createRoom"
  | "resolveAlias"
  | "ensureAliasedRoom"
  | "removeAlias"
  | "invite"
  | "join"
  | "leave"
  | "sendMessage"
  | "setRoomName"
  | "setRoomTopic"
  | "joinedMembers"
>;

const roomId = z.object({ room_id: z.string().startsWith("!") });
const eventId = z.object({ event_id: z.string().startsWith("$") });
const anything = z.record(z.string(), z.unknown());
const membership = z.object({ membership: z.string() });
const members = z.object({
  joined: z.record(z.string(), z.object({ display_name: z.string().nullish().catch(null) })),
});

/** Making a room asks every server that is invited. */
const CREATE_TIMEOUT_MS = 60_000;

/** Rooms: made, found, joined, and written into. */
export function matrixRooms(request: MatrixRequest, serverName: string): Rooms {
  const inRoom = (id: string, ...more: string[]) => ["client", "v3", "rooms", id, ...more];
  const setState = async (id: string, type: string, json: object, as?: string) => {
    await request.json({ method: "PUT", path: inRoom(id, "state", type), as, json }, eventId);
  };

  const rooms: Rooms = {
    async createRoom(room, as) {
      const path = ["client", "v3", "createRoom"];
      const call = { method: "POST", path, as, json: creation(room), timeoutMs: CREATE_TIMEOUT_MS } as const;
      return (await request.json(call, roomId)).room_id;
    },

    async resolveAlias(alias) {
      try {
        const path = ["client", "v3", "directory", "room", alias];
        return (await request.json({ method: "GET", path }, roomId)).room_id;
      } catch (error) {
        if (isRefusal(error, "not-found")) return null;
        throw error;
      }
    },

    async ensureAliasedRoom(room, as) {
      // Made first, looked up second: a homeserver that does not know an alias of ours asks us for it, and whoever
      // makes the room because of that question would ask the homeserver again.
      try {
        return { roomId: await rooms.createRoom(room, as), isNew: true };
      } catch (error) {
        if (!isRefusal(error, "room-in-use") && !isConflict(error)) throw error;
      }
      const alias = `#${room.aliasLocalpart}:${serverName}`;
      const known = await rooms.resolveAlias(alias);
      if (known === null) throw vanished(alias);
      try {
        return { roomId: await rooms.join(known, as), isNew: false };
      } catch (error) {
        if (!isRefusal(error, "forbidden", "not-found")) throw error;
      }
      // Nobody gets into it any more; the alias is the service's alone and leads to a new one from now on.
      await rooms.removeAlias(alias);
      return { roomId: await rooms.createRoom(room, as), isNew: true };
    },

    async removeAlias(alias) {
      try {
        const path = ["client", "v3", "directory", "room", alias];
        await request.json({ method: "DELETE", path }, anything);
      } catch (error) {
        if (!isRefusal(error, "not-found")) throw error;
      }
    },

    async invite(id, userId, as) {
      try {
        const call = { method: "POST", path: inRoom(id, "invite"), as, json: { user_id: userId } } as const;
        await request.json(call, anything);
      } catch (error) {
        // The same code for somebody who is there already and for an inviter who may not.
        if (!isRefusal(error, "forbidden", "bad-state") || !(await isThere(id, userId, as))) throw error;
      }
    },

    async join(roomIdOrAlias, as) {
      const path = ["client", "v3", "join", roomIdOrAlias];
      return (await request.json({ method: "POST", path, as, json: {} }, roomId)).room_id;
    },

    async leave(id, as) {
      try {
        await request.json({ method: "POST", path: inRoom(id, "leave"), as, json: {} }, anything);
      } catch (error) {
        if (!isRefusal(error, "forbidden", "not-found")) throw error;
      }
    },

    async sendMessage(id, txnId, content, { as, at } = {}) {
      const path = inRoom(id, "send", "m.room.message", txnId);
      const query: Record<string, string> = at === undefined ? {} : { ts: String(Math.trunc(at)) };
      return (await request.json({ method: "PUT", path, as, query, json: content }, eventId)).event_id;
    },

    setRoomName: (id, name, as) => setState(id, "m.room.name", { name }, as),
    setRoomTopic: (id, topic, as) => setState(id, "m.room.topic", { topic }, as),

    async joinedMembers(id, as) {
      const path = inRoom(id, "joined_members");
      const { joined } = await request.json({ method: "GET", path, as }, members);
      return Object.entries(joined).map(([userId, member]) => ({
        userId,
        displayName: member.display_name ?? null,
      }));
    },
  };

  async function isThere(id: string, userId: string, as?: string): Promise<boolean> {
    try {
      const path = inRoom(id, "state", "m.room.member", userId);
      const state = await request.json({ method: "GET", path, as }, membership);
      return state.membership === "join" || state.membership === "invite";
    } catch (error) {
      if (isRefusal(error, "not-found", "forbidden")) return false;
      throw error;
    }
  }

  return rooms;
}

/** What Synapse answers (409) to those that were a moment later than another. */
function isConflict(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === "rejected" && error.status === 409;
}

function creation({ name, topic, aliasLocalpart, preset, isDirect, invite }: NewMatrixRoom): object {
  return {
    name,
    preset: preset ?? "private_chat",
    visibility: "private",
    ...(topic ? { topic } : {}),
    ...(aliasLocalpart === undefined ? {} : { room_alias_name: aliasLocalpart }),
    ...(isDirect ? { is_direct: true } : {}),
    ...(invite?.length ? { invite } : {}),
  };
}

function vanished(alias: string): UpstreamError {
  return new UpstreamError({
    service: "matrix",
    kind: "rejected",
    reason: "alias-vanished",
    message: `The alias ${alias} was in use and is gone again.`,
    retryable: true,
  });
}
