import { UpstreamError } from "#lib/core/errors.ts";
import type { FileEntry } from "./file-entry.ts";
import { FolderHrefs, fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { describedRows, ENTRY_PROPS, incomplete, propfindFiles } from "./propfind-files.ts";
import { readEntry } from "./read-entry.ts";
import { readFileRows } from "./read-file-rows.ts";

/** One file or folder; null where there is none. */
export async function statFile(
  at: FilesAt,
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<FileEntry | null> {
  const href = fileHref(at, path);
  try {
    const text = await propfindFiles(at, { href, depth: "0", props: ENTRY_PROPS, signal: options.signal });
    const rows = describedRows(at, readFileRows(text));
    const hrefs = new FolderHrefs(at, href);
    const row = rows.find((candidate) => hrefs.nameOf(candidate.href) === "");
    if (!row) throw incomplete();
    return readEntry(row, path);
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-found") return null;
    throw error;
  }
}
