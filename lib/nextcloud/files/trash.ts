import { parseMultistatus, propText } from "../multistatus.ts";
import { NS } from "../namespaces.ts";
import { FolderHrefs } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest } from "./files-request.ts";
import { propfindFiles } from "./propfind-files.ts";

const TIMEOUT_MS = 120_000;

/** What was deleted and can be had back. */
export interface TrashEntry {
  href: string;
  name: string;
  /** Where it was, relative to the account's home. */
  originalPath: string;
  /** Epoch milliseconds, to the second. */
  deletedMs: number;
}

/**
 * What lies in the account's trash, in the server's order.
 * @throws UpstreamError `rejected` with `not-found` where the server keeps no trash
 */
export async function listTrash(at: FilesAt, options: { signal?: AbortSignal } = {}): Promise<TrashEntry[]> {
  const href = `${at.trashRoot}trash`;
  const text = await propfindFiles(at, {
    href,
    depth: "1",
    props: "<nc:trashbin-filename/><nc:trashbin-original-location/><nc:trashbin-deletion-time/>",
    signal: options.signal,
  });
  const rows = parseMultistatus(text).responses;
  const hrefs = new FolderHrefs(at, href);
  return rows.flatMap((row) => {
    const originalPath = propText(row, NS.nextcloud, "trashbin-original-location")?.normalize("NFC");
    const deleted = propText(row, NS.nextcloud, "trashbin-deletion-time") ?? "";
    if (!hrefs.nameOf(row.href) || !originalPath || !/^\d{1,12}$/.test(deleted)) return [];
    const name = originalPath.slice(originalPath.lastIndexOf("/") + 1);
    return [{ href: row.href, name, originalPath, deletedMs: Number(deleted) * 1_000 }];
  });
}

/**
 * Puts an entry back where it was; Nextcloud gives it another name where that one is taken.
 * @throws UpstreamError `rejected` with `not-found` (restored or removed already), `quota`, `locked`
 */
export async function restoreFromTrash(at: FilesAt, entry: Pick<TrashEntry, "href">): Promise<void> {
  const name = new FolderHrefs(at, `${at.trashRoot}trash`).nameOf(entry.href);
  if (!name) throw new RangeError("The entry is not one of this account's trash.");
  await filesRequest(at, {
    method: "MOVE",
    href: entry.href,
    headers: {
      Destination: `${at.transport.origin}${at.trashRoot}restore/${encodeURIComponent(name)}`,
    },
    timeoutMs: TIMEOUT_MS,
  });
}
