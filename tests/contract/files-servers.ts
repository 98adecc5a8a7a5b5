import { type FilesAt, nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";
import { createTransport } from "#lib/nextcloud/transport.ts";
import { lockFile, setPasswordPolicy, setQuota } from "#tests/support/cloud-files.ts";
import { apacheAbsent, startApache } from "./apache-server.ts";
import { namedServer, sandboxServer } from "./caldav-servers.ts";

/** A server of files under test. What it makes lies in one folder, which is deleted afterwards. */
export interface FilesServer {
  at: FilesAt;
  /** The same account with a wrong password. */
  wrong: FilesAt;
  /** What only a stand-in lets a test do. */
  control?: {
    setQuota(bytes: number | null): Promise<void>;
    lock(path: string, locked: boolean): Promise<void>;
    /** The shortest password a link may have. */
    setPasswordLength(minimum: number | null): Promise<void>;
  };
  stop(): Promise<void>;
}

export type FilesAvailability = { start(): Promise<FilesServer> } | { absent: string };

/** Where the servers answer differently, each for a reason of its own; everything else must be the same. */
export interface FilesDifferences {
  /** Ids, permissions, chunked uploads, trash, search, previews and links are Nextcloud's own. */
  nextcloud: boolean;
  /** Names with a backslash, and longer than 250 characters, are refused. */
  refusesNames: boolean;
  /** X-OC-MTime sets the time of a file. */
  keepsModified: boolean;
  /** The reason of moving something to where there is no folder. */
  moveWithoutParent: "parent-missing" | "server-error";
}

/** The stand-in cloud of this repository, as the studio's service account. */
export async function sandboxFiles(): Promise<FilesAvailability> {
  const sandbox = await sandboxServer();
  if ("absent" in sandbox) return sandbox;
  return {
    async start() {
      const { account, stop } = await sandbox.start();
      const { baseUrl: url, username } = account;
      return {
        at: nextcloudFiles(createTransport(account)),
        wrong: nextcloudFiles(createTransport({ ...account, password: "wrong" })),
        control: {
          setQuota: (bytes) => setQuota(url, username, bytes),
          lock: (path, locked) => lockFile(url, username, path, locked),
          setPasswordLength: (minimum) => setPasswordPolicy(url, minimum),
        },
        stop,
      };
    },
  };
}

/** Apache's mod_dav: plain WebDAV, nothing of Nextcloud's. */
export function apacheFiles(): FilesAvailability {
  if (apacheAbsent) return { absent: apacheAbsent };
  return {
    async start() {
      const { url, user: username, password, stop } = await startApache();
      const at = (secret: string): FilesAt => ({
        transport: createTransport({ baseUrl: url, username, password: secret, calendarBasePath: "" }),
        filesRoot: "/dav/",
        uploadsRoot: "/none/",
        trashRoot: "/none/",
      });
      return { at: at(password), wrong: at("wrong"), stop };
    },
  };
}

/** A real Nextcloud, where the environment names one. */
export function namedFiles(): FilesAvailability {
  const named = namedServer();
  if ("absent" in named) return named;
  return {
    async start() {
      const { account, stop } = await named.start();
      return {
        at: nextcloudFiles(createTransport(account)),
        wrong: nextcloudFiles(createTransport({ ...account, password: "wrong" })),
        stop,
      };
    },
  };
}
