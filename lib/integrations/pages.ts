import { UpstreamError } from "#lib/core/errors.ts";

/** One page of a list. `next` is where the following one begins, null after the last. */
export interface Page<Item, Place> {
  items: Item[];
  next: Place | null;
}

/** Which page: `from` is `next` of the page before, null for the first; `limit` is what the caller would like at most. */
export interface PageRequest<Place> {
  from: Place | null;
  limit: number;
}

const MOST_PAGES = 100_000;

/**
 * Every page of a list, one in memory at a time. A page that fails throws where it stands: nobody takes half a list for
 * the whole. A vendor that leads back to a place it has been at is noticed, in constant memory (Brent's algorithm).
 * @param service the connector's id, for errors
 * @throws UpstreamError `malformed`, `paging`, for a list that leads round in circles or never ends
 */
export async function* walkPages<Item, Place>(
  fetchPage: (from: Place | null) => Promise<Page<Item, Place>>,
  service: string,
): AsyncGenerator<Item[]> {
  let from: Place | null = null;
  let landmark = "";
  let nextLandmark = 1;
  for (let count = 1; ; count += 1) {
    const page: Page<Item, Place> = await fetchPage(from);
    const place = page.next === null ? null : JSON.stringify(page.next);
    if (place !== null && (place === landmark || place === JSON.stringify(from) || count >= MOST_PAGES))
      throw endless(service);
    yield page.items;
    if (place === null) return;
    if (count === nextLandmark) {
      landmark = place;
      nextLandmark *= 2;
    }
    from = page.next;
  }
}

function endless(service: string): UpstreamError {
  return new UpstreamError({
    service,
    kind: "malformed",
    reason: "paging",
    message: "The list leads back to a page it has been at, or never ends; it was not read to its end.",
  });
}
