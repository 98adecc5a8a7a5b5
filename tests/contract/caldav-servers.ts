import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { NextcloudAccount } from "#lib/nextcloud/account.ts";
import { freePort } from "./free-port.ts";
import { runServer } from "./run-server.ts";

/** A CalDAV server under test, and what is known to differ about it. */
export interface CalDavServer {
  account: NextcloudAccount;
  /** The calendar is made with MKCALENDAR below this path (with a trailing slash) and deleted afterwards. */
  homePath: string;
  /** Another user, who can share calendars with the account (Nextcloud's sharing). */
  owner?: NextcloudAccount;
  stop(): Promise<void>;
}

/** Where the servers answer differently, each for a reason of its own; everything else must be the same. */
export interface KnownDifferences {
  /** The outcome of storing a UID that another object of the calendar has. */
  duplicateUid: "duplicate-uid" | "stored";
  /** The outcome of storing a UID again that was deleted: Nextcloud keeps it in its trash bin. */
  deletedUid: "duplicate-uid" | "stored";
  /** What DELETE with an If-Match says of an object that is gone. */
  deleteAgain: "missing" | "precondition-failed";
  /** Wrong credentials are noticed. */
  checksPassword: boolean;
  /** The reason of the failure after a token the server never gave out. */
  garbageToken: "invalid-sync-token" | "server-error";
  /** sync-collection brings calendar-data along where it is asked for; otherwise multiget must. */
  syncCarriesData: boolean;
}

export type Availability = { start(): Promise<CalDavServer> } | { absent: string };

const PASSWORD = "parlour-demo";

/** The stand-in cloud of this repository, with the demo's service account. */
export async function sandboxServer(): Promise<Availability> {
  const file = new URL("../../sandbox/start-cloud.ts", import.meta.url);
  if (!existsSync(file)) return { absent: "sandbox/start-cloud.ts does not exist" };
  const cloudSchema = z.object({
    startCloud: z.custom<(options: object) => Promise<{ url: string; close(): Promise<void> }>>(
      (value) => typeof value === "function",
    ),
  });
  return {
    async start() {
      const { startCloud } = cloudSchema.parse(await import(file.href));
      const dataDir = temporaryFolder();
      const cloud = await startCloud({ port: 0, dataDir }).catch((error: unknown) => {
        remove(dataDir);
        throw error;
      });
      return {
        account: accountAt(cloud.url, "parlour", PASSWORD),
        homePath: "/remote.php/dav/calendars/parlour/",
        owner: accountAt(cloud.url, "mara", PASSWORD),
        async stop() {
          await cloud.close();
          remove(dataDir);
        },
      };
    },
  };
}

export function radicaleServer(): Availability {
  if (!isInstalled("radicale")) return { absent: "radicale is not installed" };
  return {
    async start() {
      const folder = temporaryFolder();
      const port = await freePort();
      writeFileSync(join(folder, "users"), `mara:${PASSWORD}\n`);
      const settings = {
        server: { hosts: `127.0.0.1:${port}` },
        auth: {
          type: "htpasswd",
          htpasswd_filename: join(folder, "users"),
          htpasswd_encryption: "plain",
          delay: "0",
        },
        storage: { filesystem_folder: join(folder, "collections") },
        rights: { type: "owner_only" },
      };
      writeFileSync(
        join(folder, "config"),
        Object.entries(settings)
          .flatMap(([section, values]) => [
            `[${section}]`,
            ...Object.entries(values).map(([k, v]) => `${k} = ${v}`),
          ])
          .join("\n"),
      );
      const url = `http://127.0.0.1:${port}`;
      const stop = await runServer("radicale", ["--config", join(folder, "config")], folder, url);
      return { account: accountAt(url, "mara", PASSWORD), homePath: "/mara/", stop };
    },
  };
}

export function xandikosServer(): Availability {
  if (!isInstalled("xandikos")) return { absent: "xandikos is not installed" };
  return {
    async start() {
      const folder = temporaryFolder();
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const args = ["-d", join(folder, "dav"), "--defaults", "-l", "127.0.0.1", "-p", String(port)];
      const stop = await runServer("xandikos", [...args, "--current-user-principal", "/mara/"], folder, url);
      return { account: accountAt(url, "mara", PASSWORD), homePath: "/mara/calendars/", stop };
    },
  };
}

/**
 * A real Nextcloud, where the environment names one. NEXTCLOUD_CONTRACT_OWNER_USERNAME and _PASSWORD name the user
 * who shares calendars with it, where sharing is to be tried as well.
 */
export function namedServer(): Availability {
  const { NEXTCLOUD_CONTRACT_URL, NEXTCLOUD_CONTRACT_USERNAME, NEXTCLOUD_CONTRACT_PASSWORD } = process.env;
  if (!NEXTCLOUD_CONTRACT_URL || !NEXTCLOUD_CONTRACT_USERNAME || !NEXTCLOUD_CONTRACT_PASSWORD)
    return { absent: "NEXTCLOUD_CONTRACT_URL, _USERNAME and _PASSWORD are not set" };
  const account = accountAt(NEXTCLOUD_CONTRACT_URL, NEXTCLOUD_CONTRACT_USERNAME, NEXTCLOUD_CONTRACT_PASSWORD);
  const base = new URL(account.baseUrl).pathname.replace(/\/+$/, "");
  const homePath = `${base}${account.calendarBasePath}/${encodeURIComponent(account.username)}/`;
  const { NEXTCLOUD_CONTRACT_OWNER_USERNAME: user, NEXTCLOUD_CONTRACT_OWNER_PASSWORD: password } =
    process.env;
  const owner = user && password ? accountAt(account.baseUrl, user, password) : undefined;
  return { start: async () => ({ account, homePath, owner, stop: async () => undefined }) };
}

function accountAt(baseUrl: string, username: string, password: string): NextcloudAccount {
  return { baseUrl, username, password, calendarBasePath: "/remote.php/dav/calendars" };
}

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "parlour-contract-"));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
