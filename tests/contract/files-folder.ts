import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { makeFolder } from "#lib/nextcloud/files/make-folder.ts";
import { openFile } from "#lib/nextcloud/files/open-file.ts";
import { type PutFileOptions, putFile } from "#lib/nextcloud/files/put-file.ts";
import type { FilesAvailability, FilesServer } from "./files-servers.ts";

/** One server and a folder of its own on it. */
export interface FilesFolder {
  server: FilesServer;
  at: FilesAt;
  folder: string;
  /** A path in the folder. */
  in(name: string): string;
  put(name: string, text: string, options?: Partial<PutFileOptions>): ReturnType<typeof putFile>;
  read(name: string): Promise<string>;
  end(): Promise<void>;
}

export async function startFolder(
  present: Exclude<FilesAvailability, { absent: string }>,
): Promise<FilesFolder> {
  const server = await present.start();
  const { at } = server;
  const folder = `Contract ${randomBytes(4).toString("hex")} ü`;
  await makeFolder(at, folder);
  const path = (name: string) => `${folder}/${name}`;
  return {
    server,
    at,
    folder,
    in: path,
    put(name, text, options) {
      const bytes = Buffer.from(text);
      return putFile(at, path(name), Readable.from([bytes]), { size: bytes.length, ...options });
    },
    async read(name) {
      return String(await buffer((await openFile(at, path(name), { method: "GET" })).body));
    },
    async end() {
      await deleteFile(at, folder);
      await server.stop();
    },
  };
}
