import type { MediaRow } from "./media-json.ts";

export const orders = ["newest", "name", "size"] as const;
export type Order = (typeof orders)[number];

/** When a file came: when it was uploaded here, else when Nextcloud last saw it change. Epoch milliseconds. */
export function cameAt(row: MediaRow): number {
  return row.record?.createdMs ?? row.modifiedMs ?? 0;
}

/** Folders first, then files in the order asked for; what is equal keeps natural order (2 before 10). */
export function ordered(rows: readonly MediaRow[], order: Order, locale: string): MediaRow[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const byName = (a: MediaRow, b: MediaRow) =>
    compare(a.filename, b.filename) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return [...rows].sort((a, b) => {
    if (a.isDir !== b.isDir) return a.isDir ? -1 : 1;
    if (a.isDir || order === "name") return byName(a, b);
    if (order === "size") return (b.size ?? -1) - (a.size ?? -1) || byName(a, b);
    return cameAt(b) - cameAt(a) || byName(a, b);
  });
}

/** Names that hold every word looked for, whatever the case and the accents. */
export function matching(rows: readonly MediaRow[], filter: string): readonly MediaRow[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const name = plain(row.filename);
    return words.every((word) => name.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
