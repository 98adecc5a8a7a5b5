import { z } from "zod";
import { processWide } from "#lib/core/process-wide.ts";
import { isRefusal } from "./is-refusal.ts";
import type { MatrixClient } from "./matrix-client.ts";
import type { MatrixRequest } from "./matrix-request.ts";

type People = Pick<
  MatrixClient,
  "whoami" | "register" | "setDisplayName" | "getAccountData" | "setAccountData" | "addDirectRoom"
>;

const userId = z.string().regex(/^@.+:.+$/);
const object = z.record(z.string(), z.unknown());
/** `m.direct`: rooms by the user they are with. Entries of another shape are somebody else's mistake and stay. */
const roomIds = z.array(z.string()).catch([]);

/** Synapse takes no longer one (characters). */
const LONGEST_NAME = 256;
const DIRECT = "m.direct";
/** Another client may write between our reading and writing; it is looked at again so often. */
const DIRECT_TRIES = 3;

/** Accounts: made for the service, named, and their own data. */
export function matrixPeople(request: MatrixRequest, serverName: string): People {
  const people: People = {
    async whoami(as) {
      const path = ["client", "v3", "account", "whoami"];
      const answer = await request.json({ method: "GET", path, as }, z.object({ user_id: userId }));
      return { userId: answer.user_id };
    },

    async register(localpart) {
      const json = { type: "m.login.application_service", username: localpart, inhibit_login: true };
      try {
        const path = ["client", "v3", "register"];
        const answer = await request.json({ method: "POST", path, json }, z.object({ user_id: userId }));
        return { userId: answer.user_id, isNew: true };
      } catch (error) {
        if (!isRefusal(error, "user-in-use")) throw error;
        return { userId: `@${localpart}:${serverName}`, isNew: false };
      }
    },

    async setDisplayName(user, displayName) {
      const path = ["client", "v3", "profile", user, "displayname"];
      const displayname = Array.from(displayName).slice(0, LONGEST_NAME).join("");
      await request.json({ method: "PUT", path, as: user, json: { displayname } }, object);
    },

    async getAccountData(user, type) {
      try {
        return await request.json({ method: "GET", path: accountData(user, type), as: user }, object);
      } catch (error) {
        if (isRefusal(error, "not-found")) return null;
        throw error;
      }
    },

    async setAccountData(user, type, json) {
      await request.json({ method: "PUT", path: accountData(user, type), as: user, json }, object);
    },

    addDirectRoom(user, otherUser, roomId) {
      return oneAfterAnother(user, async () => {
        for (let tries = 0; tries <= DIRECT_TRIES; tries += 1) {
          const known = (await people.getAccountData(user, DIRECT)) ?? {};
          const rooms = roomIds.parse(known[otherUser]);
          if (rooms.includes(roomId) || tries === DIRECT_TRIES) return;
          await people.setAccountData(user, DIRECT, { ...known, [otherUser]: [...rooms, roomId] });
        }
      });
    },
  };
  return people;
}

function accountData(user: string, type: string): string[] {
  return ["client", "v3", "user", user, "account_data", type];
}

/** Matrix writes account data whole; two of ours at once would forget one of the two rooms. */
async function oneAfterAnother(key: string, work: () => Promise<void>): Promise<void> {
  const running = processWide("matrix.direct", () => new Map<string, Promise<void>>());
  const mine = (running.get(key) ?? Promise.resolve()).catch(() => {}).then(work);
  running.set(key, mine);
  try {
    await mine;
  } finally {
    if (running.get(key) === mine) running.delete(key);
  }
}
