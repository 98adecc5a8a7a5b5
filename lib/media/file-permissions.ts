import type { Actor } from "#lib/auth/actor.ts";
import type { FilePermissions } from "./file-view.ts";

/** What stands at a path, as far as it says who may do what. */
export interface PermittedFile {
  /** Relative to the base; "" is the base itself. */
  path: string;
  isFolder: boolean;
  /** A folder that is a customer's own: only with all of their data is it deleted. */
  isCustomersOwn: boolean;
}

/**
 * What both the account may do in Nextcloud and the actor in Parlour. `granted` is oc:permissions: G read, W write,
 * C create files, N rename, V move, D delete, R share; "" where the server does not say, which then refuses by itself.
 * https://docs.nextcloud.com/server/latest/developer_manual/client_apis/WebDAV/basic.html
 */
export function filePermissions(actor: Actor, granted: string, file: PermittedFile): FilePermissions {
  const may = (letter: string) => granted === "" || granted.includes(letter);
  const isBase = file.path === "";
  const isArtist = actor.kind === "artist";
  return {
    // Servers before 30 leave the G away where everything may be read.
    read: may("G") || !/[GS]/.test(granted),
    write: may(file.isFolder ? "C" : "W"),
    rename: !isBase && may("N") && !(isArtist && file.isCustomersOwn),
    delete: !isBase && may("D") && !file.isCustomersOwn && !(isArtist && file.isFolder),
    share: !isBase && may("R") && !isArtist,
  };
}

/** Of what is not in Nextcloud: nothing is possible but what is said. */
export function noPermissions(more: Partial<FilePermissions> = {}): FilePermissions {
  return { read: false, write: false, rename: false, delete: false, share: false, ...more };
}
