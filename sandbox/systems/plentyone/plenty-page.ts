import { unprocessable } from "./plenty-refusal.ts";

/** However much is asked for, a page holds no more. */
const MOST = 250;

/** A page by its number, with numbers as text where PHP wrote them so. */
export function pageOf<Row>(rows: Row[], query: URLSearchParams) {
  const page = numberOf(query, "page", 1);
  const itemsPerPage = Math.min(numberOf(query, "itemsPerPage", 50), MOST);
  const start = (page - 1) * itemsPerPage;
  const entries = rows.slice(start, start + itemsPerPage);
  const lastPageNumber = Math.max(1, Math.ceil(rows.length / itemsPerPage));
  return {
    page: String(page),
    totalsCount: rows.length,
    isLastPage: page >= lastPageNumber,
    lastPageNumber,
    firstOnPage: entries.length === 0 ? 0 : start + 1,
    lastOnPage: start + entries.length,
    itemsPerPage,
    entries,
  };
}

function numberOf(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw unprocessable(name, `The ${name} must be at least 1.`);
  return Number(text);
}

/** @throws PlentyRefusal 422 for a parameter that is none */
export function checkNames(query: URLSearchParams, known: string[]): void {
  for (const name of query.keys())
    if (!known.includes(name)) throw unprocessable(name, `The filter ${name} does not exist.`);
}
