import { z } from "zod";
import type { Page, PageRequest } from "./pages.ts";

/** More pages than this are not asked for at once, however much came or went since the last one. */
const TRIES = 10;
/** Of 20 rows on, there is a page that begins before any place and ends behind it, up to 200 million rows. */
const LEAST = 20;
const MOST_ROWS = 10_000_000;

/**
 * Behind the row of rank `after`, where `skip` rows of the list had been looked through. `size` is the only one that the
 * vendor's pages have, null where they have what is asked for.
 */
export const stepPlace = z.object({
  skip: z.int().min(0).max(MOST_ROWS),
  after: z.int(),
  size: z.int().min(1).max(1000).nullable(),
});
export type StepPlace = z.infer<typeof stepPlace>;

/** `size`: of every page but the last, which the vendor may like to be another than was asked for. */
export interface NumberedPage<Row> {
  rows: Row[];
  size: number;
  isLast: boolean;
}

export interface NumberedList<Row> {
  /** The most that the vendor puts on a page. */
  most: number;
  /** Unique, falling from row to row; an id that rises is a rank with a minus before it. */
  rankOf(row: Row): number;
  /** Pages are counted from 1; one behind the end is empty. */
  fetchPage(page: number, size: number): Promise<NumberedPage<Row>>;
}

/**
 * Numbered pages read so that no row comes twice and none is left out while others come and go anywhere in the list,
 * whatever its filters: what was seen is dropped, and a page only counts if it begins with something that was seen. To
 * that end each overlaps the one before; where it does not, because rows before it have gone, earlier pages are read
 * until one does. Pages of a single size cannot overlap: there the one before is read again, right ahead of it. A page
 * may be short, even empty, with another behind it.
 */
export async function stepBack<Row>(
  { from, limit }: PageRequest<StepPlace>,
  { most, rankOf, fetchPage }: NumberedList<Row>,
): Promise<Page<Row, StepPlace>> {
  const wanted = Math.max(1, limit);
  const largest = Math.min(most, from === null ? wanted : Math.max(wanted + 1, LEAST));
  const after = from?.after ?? Number.POSITIVE_INFINITY;
  let { skip, size: only } = from ?? { skip: 0, size: null };
  let isContinued = false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = only === null ? pageOver(skip, largest) : { page: pageAt(skip, only), size: only };
    const { rows, size, isLast } = await fetchPage(asked.page, asked.size);
    if (size !== asked.size) only = size;
    if (size !== asked.size && asked.page > 1) continue;
    const start = (asked.page - 1) * size;
    const [first] = rows;
    if (!isContinued && start > 0 && (first === undefined || rankOf(first) < after)) {
      skip = Math.max(0, start - Math.ceil(size / 2));
      continue;
    }
    const fresh = rows.filter((row) => rankOf(row) < after);
    const items = fresh.slice(0, wanted);
    const isCut = items.length < fresh.length;
    if (!isCut && (isLast || first === undefined)) return { items, next: null };
    skip = start + (isCut ? rows.length - fresh.length + items.length : size);
    const last = items.at(-1);
    if (last !== undefined) return { items, next: { skip, after: rankOf(last), size: only } };
    isContinued = only !== null;
    if (isContinued) skip += 1;
  }
  return { items: [], next: { skip, after, size: only } };
}

/** The page that the last of `skip` rows is on. */
function pageAt(skip: number, size: number): number {
  return Math.floor(Math.max(0, skip - 1) / size) + 1;
}

/** The page of at most `most` rows that begins before `skip` rows and ends furthest behind them. */
function pageOver(skip: number, most: number): { page: number; size: number } {
  if (skip === 0) return { page: 1, size: most };
  let best = { page: 1, size: most, fresh: -1 };
  for (let size = most; size > 0; size -= 1) {
    const page = pageAt(skip, size);
    const fresh = page * size - skip;
    if (fresh > best.fresh) best = { page, size, fresh };
  }
  return best;
}
