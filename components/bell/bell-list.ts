import type { BellItem, BellPage } from "./bell-item.ts";

/** What the bell knows; `items` newest first. */
export interface BellList extends BellPage {
  /** Whether the server was asked yet: until then `unread` and `items` are only what was heard. */
  asked: boolean;
}

export const UNASKED: BellList = { items: [], unread: 0, next: null, asked: false };

/** So many are kept however long a page stays open; older ones are asked for again. */
const KEPT = 500;

/** With one that was just told. */
export function withNews(before: BellList, item: BellItem): BellList {
  if (before.items.some(({ id }) => id === item.id)) return before;
  const items = inOrder([...before.items, item]);
  const unread = before.unread + (item.read ? 0 : 1);
  const last = items[KEPT - 1];
  if (items.length <= KEPT || !last) return { ...before, items, unread };
  return { ...before, items: items.slice(0, KEPT), unread, next: String(last.seq) };
}

/** What the server answered, with what was heard after it had looked. Older pages that were shown fold away. */
export function withFirstPage(before: BellList, page: BellPage): BellList {
  const newest = page.items[0]?.seq ?? 0;
  const since = before.items.filter(
    ({ seq, id }) => seq > newest && !page.items.some((item) => item.id === id),
  );
  return {
    items: inOrder([...since, ...page.items]),
    unread: page.unread + since.filter(({ read }) => !read).length,
    next: page.next,
    asked: true,
  };
}

/** With the page after the last one. */
export function withOlderPage(before: BellList, page: BellPage): BellList {
  const known = new Set(before.items.map(({ id }) => id));
  return {
    ...before,
    items: inOrder([...before.items, ...page.items.filter(({ id }) => !known.has(id))]),
    next: page.next,
  };
}

/** Everything up to `upTo` was seen; `unread` is what the server still counts. */
export function withSeen(before: BellList, upTo: number, unread?: number): BellList {
  const items = before.items.map((item) => (item.read || item.seq > upTo ? item : { ...item, read: true }));
  // What was heard and is newer than what was seen is counted here: the server may not have known of it yet.
  const newer = items.filter(({ read, seq }) => !read && seq > upTo).length;
  return { ...before, items, unread: Math.max(unread ?? 0, newer) };
}

function inOrder(items: BellItem[]): BellItem[] {
  return items.toSorted((a, b) => b.seq - a.seq);
}
