import { MINUTE } from "#lib/core/clock.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { type FileSort, fileOrder, type SortOrder } from "./sort-files.ts";

export interface FolderListing {
  folder: FileEntry;
  entries: FileEntry[];
}

interface KeptListing extends FolderListing {
  readAt: number;
  bytes: number;
  sorted: Map<string, FileEntry[]>;
}

/** A person turning pages is done within a minute, or reads the folder anew. */
const KEPT_MS = MINUTE;
const MAX_FOLDERS = 8;
const MAX_BYTES = 24 * 1024 * 1024;
/** Of an entry without its name and path, estimated generously. */
const ENTRY_BYTES = 400;

/**
 * Listings of large folders, so that their later pages ask nobody. In the order of being read: the oldest goes first.
 */
function keptListings(): Map<string, KeptListing> {
  return processWide("media.listings", () => new Map<string, KeptListing>());
}

/** Keeps a listing that was just read. One that is too large for us is not kept. */
export function keepListing(key: string, listing: FolderListing, nowMs: number): void {
  const kept = keptListings();
  kept.delete(key);
  const bytes = listing.entries.reduce(
    (sum, entry) => sum + ENTRY_BYTES + 2 * (entry.path.length + entry.name.length),
    0,
  );
  if (bytes > MAX_BYTES) return;
  kept.set(key, { ...listing, readAt: nowMs, bytes, sorted: new Map() });
  let total = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
  for (const [oldest, one] of kept) {
    if (kept.size <= MAX_FOLDERS && total <= MAX_BYTES) break;
    kept.delete(oldest);
    total -= one.bytes;
  }
}

/** A listing read within the last minute, in this order. It is everybody's: not to be changed. */
export function keptListing(
  key: string,
  sorting: { sort: FileSort; order: SortOrder },
  nowMs: number,
): { folder: FileEntry; sorted: readonly FileEntry[] } | null {
  const listing = keptListings().get(key);
  if (!listing) return null;
  if (nowMs - listing.readAt >= KEPT_MS || nowMs < listing.readAt) {
    keptListings().delete(key);
    return null;
  }
  const name = `${sorting.sort} ${sorting.order}`;
  const known = listing.sorted.get(name);
  if (known) return { folder: listing.folder, sorted: known };
  const sorted = listing.entries.toSorted(fileOrder(sorting.sort, sorting.order));
  listing.sorted.set(name, sorted);
  return { folder: listing.folder, sorted };
}
