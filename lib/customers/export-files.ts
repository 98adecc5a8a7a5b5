import { once } from "node:events";
import { Readable } from "node:stream";
import type { ZipFile } from "yazl";
import type { CustomerRow } from "#db/queries/customers.ts";
import type { MediaRow } from "#db/queries/media.ts";
import type { ReferencePictureRow } from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { accountPath, isUnder, nameOf } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { openSpooled } from "#lib/media/spool/open-spooled.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { openFile } from "#lib/nextcloud/files/open-file.ts";
import type { ExportWords } from "./export-words.ts";
import { folderOf } from "./follow-folder.ts";

const MAX_FILES = 50_000;
/** Sizes of four bytes end here; yazl learns the size of a stream only when it has ended. */
const LARGE_BYTES = 4_000_000_000;

interface Export {
  zip: ZipFile;
  customer: CustomerRow;
  media: MediaRow[];
  /** Those that are no file of the folder yet are added from where they wait. */
  pictures: Pick<ReferencePictureRow, "id" | "filename" | "size" | "spoolId" | "createdAt">[];
  words: ExportWords;
  /** Aborted once nobody reads the archive any more. */
  signal: AbortSignal;
}

/** Below the base folder. */
interface FoundFile {
  path: string;
  size: number | null;
  modifiedMs: number | null;
}

/** Adds a person's files to an archive, one after the other. @returns what could not be read, in words. */
export async function exportFiles(ctx: Ctx, to: Export): Promise<string[]> {
  const { customer, media, words } = to;
  const missing: string[] = [];
  const folder = await folderOf(ctx, customer).catch((error: unknown) => {
    missing.push(words.unread("folder", customer.nextcloudFolder ?? "", reasonOf(error)));
    return null;
  });
  let count = 0;
  if (folder !== null)
    for await (const found of filesBelow(ctx, folder, (path, error) =>
      missing.push(words.unread("folder", path, reasonOf(error))),
    )) {
      if (to.signal.aborted) return missing;
      if (++count > MAX_FILES) {
        missing.push(words.tooMany(MAX_FILES));
        break;
      }
      const name = `files/${found.path.slice(folder.length + 1)}`;
      await addFile(ctx, to, name, found, missing);
    }
  const home = folder ?? customer.nextcloudFolder;
  for (const row of media) {
    if (to.signal.aborted) return missing;
    const { path, size, createdAt: modifiedMs, spoolId } = row;
    if (row.state === "waiting" && spoolId !== null)
      await addStream(to, `waiting/${row.id} ${nameOf(path)}`, row, openSpooled(ctx.env, spoolId), missing);
    else if (row.state === "stored" && (home === null || !isUnder(path, home)))
      await addFile(ctx, to, `elsewhere/${path}`, { path, size, modifiedMs }, missing);
  }
  for (const { id, filename, size, spoolId, createdAt: modifiedMs } of to.pictures) {
    if (to.signal.aborted) return missing;
    if (spoolId === null) continue;
    const file = { path: filename, size, modifiedMs };
    await addStream(to, `waiting/${id} ${filename}`, file, openSpooled(ctx.env, spoolId), missing);
  }
  return missing;
}

/** Every file below a folder, folder by folder; a folder that cannot be read is told and left out. */
async function* filesBelow(
  ctx: Ctx,
  top: string,
  tell: (path: string, error: unknown) => void,
): AsyncGenerator<FoundFile> {
  const folders = [top];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const at = folder;
    try {
      const { entries } = await asFiles(ctx, (files) => listFolder(files, accountPath(ctx.env, at)));
      for (const { name, isFolder, size, modifiedMs } of entries) {
        const path = `${at}/${name}`;
        if (isFolder) folders.push(path);
        else yield { path, size, modifiedMs };
      }
    } catch (error) {
      tell(at, error);
    }
  }
}

async function addFile(
  ctx: Ctx,
  to: Export,
  name: string,
  file: FoundFile,
  missing: string[],
): Promise<void> {
  try {
    // Opened before it is announced in the archive: what cannot be opened leaves no empty file there.
    const answer = await asFiles(ctx, (at) =>
      openFile(at, accountPath(ctx.env, file.path), { method: "GET", signal: to.signal }),
    );
    await addStream(to, name, file, answer.body, missing);
    answer.abort();
  } catch (error) {
    if (!to.signal.aborted) missing.push(to.words.unread("file", file.path, reasonOf(error)));
  }
}

/** The archive goes on where a file breaks off; what has come of it stays, and is told. */
async function addStream(
  { zip, signal, words }: Export,
  name: string,
  file: Pick<FoundFile, "path" | "size"> & { modifiedMs?: number | null },
  source: Readable,
  missing: string[],
): Promise<void> {
  async function* untilBroken() {
    try {
      for await (const chunk of source) yield chunk;
    } catch {
      if (!signal.aborted) missing.push(words.cut(file.path));
    }
  }
  const stream = Readable.from(untilBroken(), { objectMode: false });
  const over = once(stream, "close", { signal }).catch(() => undefined);
  zip.addReadStream(stream, name, {
    compress: false,
    mtime: new Date(file.modifiedMs ?? 0),
    forceZip64Format: (file.size ?? 0) >= LARGE_BYTES,
  });
  await over;
  source.destroy();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
