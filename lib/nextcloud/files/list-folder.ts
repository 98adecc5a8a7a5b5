import type { FileEntry } from "./file-entry.ts";
import { fileError } from "./file-failure.ts";
import { FolderHrefs, fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { describedRows, ENTRY_PROPS, incomplete, propfindFiles } from "./propfind-files.ts";
import { readEntry } from "./read-entry.ts";
import { readFileRows } from "./read-file-rows.ts";

/**
 * A folder and what lies directly in it, in the server's order. Rows about anything else are left out, whatever the
 * server writes.
 * @throws UpstreamError `rejected` with `not-found`, `not-a-folder`, `forbidden`; `malformed`
 */
export async function listFolder(
  at: FilesAt,
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<{ folder: FileEntry; entries: FileEntry[] }> {
  const href = fileHref(at, path);
  const text = await propfindFiles(at, { href, depth: "1", props: ENTRY_PROPS, signal: options.signal });
  const rows = describedRows(at, readFileRows(text));
  const hrefs = new FolderHrefs(at, href);
  let folder: FileEntry | null = null;
  const entries = new Map<string, FileEntry>();
  for (const row of rows) {
    const name = hrefs.nameOf(row.href);
    if (name === null) continue;
    if (name === "") folder = readEntry(row, path);
    else entries.set(name, readEntry(row, path === "" ? name : `${path}/${name}`));
  }
  if (!folder) throw incomplete();
  if (!folder.isFolder) throw fileError("not-a-folder");
  return { folder, entries: [...entries.values()] };
}
