import { z } from "zod";
import type { Page, PageRequest } from "../pages.ts";
import { type FetchPage, MOST } from "./page-newest-first.ts";

/** How many were read. */
export const countedPlace = z.number().int().min(1);

/** Numbered pages of a short list that grows at its end, if it ever does. */
export async function pageByNumber<Raw, Item>(
  { from, limit }: PageRequest<number>,
  map: (raw: Raw) => Item,
  fetchPage: FetchPage<Raw>,
): Promise<Page<Item, number>> {
  const skip = from ?? 0;
  const pageOver = (size: number) => Math.floor(skip / size) + 1;
  let answer = await fetchPage(pageOver(MOST), MOST);
  const { size } = answer.page;
  // A FreeScout that puts less on a page counts its pages otherwise.
  if (pageOver(size) !== pageOver(MOST)) answer = await fetchPage(pageOver(size), size);
  const left = answer.items.slice(skip % size);
  const items = left.slice(0, Math.max(1, limit));
  const isEnd = items.length === left.length && pageOver(size) >= answer.page.totalPages;
  return { items: items.map(map), next: isEnd || items.length === 0 ? null : skip + items.length };
}
