import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";

export const FILE_SORTS = ["name", "modified", "size", "type"] as const;
export type FileSort = (typeof FILE_SORTS)[number];
export type SortOrder = "asc" | "desc";
export type SortableFile = Pick<FileEntry, "name" | "isFolder" | "modifiedMs" | "size" | "mimeType">;
export type FileOrder = (a: SortableFile, b: SortableFile) => number;

/** "Skizze 9" before "Skizze 10", "Ärmel" among the As. Made once: making one costs more than sorting with it. */
const names = new Intl.Collator("en", { numeric: true });

/**
 * Compares two files of one folder: folders first, whichever the order; then what is asked for; then the name, so
 * that the order is the same each time. What a server does not say comes last.
 */
export function fileOrder(sort: FileSort, order: SortOrder): FileOrder {
  const sign = order === "asc" ? 1 : -1;
  const byValue = VALUES[sort];
  return (a, b) => {
    if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1;
    return (byValue ? byValue(a, b, sign) : 0) || (sort === "name" ? sign : 1) * byName(a, b);
  };
}

/** Where the rows behind `last` begin; `last` itself may be gone by now. */
export function indexBehind(sorted: readonly SortableFile[], last: SortableFile, by: FileOrder): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const file = sorted[middle];
    if (file && by(file, last) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byName(a: SortableFile, b: SortableFile): number {
  return names.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

const VALUES: Record<FileSort, ((a: SortableFile, b: SortableFile, sign: number) => number) | null> = {
  name: null,
  modified: (a, b, sign) => byNumber(a.modifiedMs, b.modifiedMs, sign),
  size: (a, b, sign) => byNumber(a.size, b.size, sign),
  type: (a, b, sign) => sign * (a.mimeType < b.mimeType ? -1 : a.mimeType > b.mimeType ? 1 : 0),
};

function byNumber(a: number | null, b: number | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return sign * (a - b);
}
