import type { Page, PageRequest } from "../pages.ts";
import { type NumberedPage, type StepPlace, stepBack } from "../step-back.ts";
import type { PageInfo } from "./schema.ts";

/** What FreeScout puts on a page unless it is asked for less; nothing is documented about more. */
export const MOST = 50;

/** A page by its number, beginning with 1. */
export type FetchPage<Item> = (page: number, pageSize: number) => Promise<{ items: Item[]; page: PageInfo }>;

/** Numbered pages of a list that is sorted by `rankOf`, falling: each item once, whatever comes and goes meanwhile. */
export function pageNewestFirst<Item>(
  request: PageRequest<StepPlace>,
  rankOf: (item: Item) => number,
  fetchPage: FetchPage<Item>,
): Promise<Page<Item, StepPlace>> {
  return stepBack(request, { most: MOST, rankOf, fetchPage: (page, size) => pageOf(fetchPage, page, size) });
}

/** The page that was asked for, also of an older module, whose pages are of one size: it is cut out of up to two. */
async function pageOf<Item>(
  fetchPage: FetchPage<Item>,
  number: number,
  size: number,
): Promise<NumberedPage<Item>> {
  const answer = await fetchPage(number, size);
  const { size: held, totalPages, totalElements } = answer.page;
  if (held <= size) return { rows: answer.items, size: held, isLast: number >= totalPages };
  const start = (number - 1) * size;
  const first = Math.floor(start / held) + 1;
  const { items } = first === number ? answer : await fetchPage(first, size);
  const crosses = start + size > first * held && first < totalPages;
  const more = crosses ? (await fetchPage(first + 1, size)).items : [];
  const before = start - (first - 1) * held;
  return {
    rows: [...items, ...more].slice(before, before + size),
    size,
    isLast: start + size >= totalElements,
  };
}
