import type { Page, PageRequest } from "../pages.ts";

/** A page of what Zulip only lists as a whole. A place is the id of the last one; what is added comes behind it. */
export function pageById<Item extends { id: number }>(
  all: Item[],
  { from, limit }: PageRequest<number>,
): Page<Item, number> {
  const left = all.filter(({ id }) => from === null || id > from).sort((one, other) => one.id - other.id);
  const items = left.slice(0, limit);
  return { items, next: left.length > items.length ? (items.at(-1)?.id ?? null) : null };
}
