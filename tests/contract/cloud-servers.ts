import type { NextcloudAccount } from "#lib/nextcloud/account.ts";
import { namedServer, sandboxServer } from "./caldav-servers.ts";

/** A Nextcloud under test, and what may be tried on it. */
export interface CloudServer {
  account: NextcloudAccount;
  /** The account's own password, as no client keeps it; null: the sign-in cannot be tried. */
  ownPassword: string | null;
  /** Tokens of conversations the account takes part in. */
  rooms: { writable?: string; readOnly?: string; lobby?: string };
  stop(): Promise<void>;
}

export type CloudAvailability = { start(): Promise<CloudServer> } | { absent: string };

/** The sandbox cloud, as its front desk. */
export async function sandboxCloud(): Promise<CloudAvailability> {
  const sandbox = await sandboxServer();
  if ("absent" in sandbox) return sandbox;
  return {
    async start() {
      const { account, stop } = await sandbox.start();
      return {
        account: { ...account, username: "staff" },
        ownPassword: account.password,
        rooms: { writable: "t34mr00m", readOnly: "4nnounc3", lobby: "l0bbyr00" },
        stop,
      };
    },
  };
}

/**
 * The Nextcloud that the environment names. NEXTCLOUD_CONTRACT_OWN_PASSWORD is the account's own password (not an app
 * password), NEXTCLOUD_CONTRACT_TALK_ROOM the token of a conversation that may be written into.
 */
export function namedCloud(): CloudAvailability {
  const named = namedServer();
  if ("absent" in named) return named;
  const { NEXTCLOUD_CONTRACT_OWN_PASSWORD, NEXTCLOUD_CONTRACT_TALK_ROOM } = process.env;
  return {
    async start() {
      const { account, stop } = await named.start();
      const rooms = { writable: NEXTCLOUD_CONTRACT_TALK_ROOM };
      return { account, ownPassword: NEXTCLOUD_CONTRACT_OWN_PASSWORD ?? null, rooms, stop };
    },
  };
}
