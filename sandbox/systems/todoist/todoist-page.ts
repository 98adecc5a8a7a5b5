import { invalid } from "./todoist-refusal.ts";

/**
 * A page of rows, which stand in the order that `orderOf` tells. The cursor is good for the same query only, and goes on
 * behind where it was made, so that rows made or ticked off meanwhile disturb nothing.
 */
export function pageOfRows<Row>(
  rows: Row[],
  orderOf: (row: Row) => number,
  query: URLSearchParams,
  filters: readonly string[] = [],
): { results: Row[]; next_cursor: string | null } {
  const known = new Set([...filters, "limit", "cursor"]);
  for (const name of query.keys()) if (!known.has(name)) throw invalid(name, "no such parameter");
  const limit = limitOf(query.get("limit"));
  const asked = [limit, ...filters.map((name) => query.get(name))];
  const after = placeOf(query.get("cursor"), asked);
  const left = rows.filter((row) => orderOf(row) > after);
  const results = left.slice(0, limit);
  const last = results.at(-1);
  const more = left.length > limit && last !== undefined;
  return { results, next_cursor: more ? write(orderOf(last), asked) : null };
}

function limitOf(text: string | null): number {
  if (text === null) return 50;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid("limit", "between 1 and 200");
  return limit;
}

function write(place: number, asked: unknown[]): string {
  return Buffer.from(JSON.stringify([place, asked])).toString("base64url");
}

function placeOf(cursor: string | null, asked: unknown[]): number {
  if (cursor === null) return Number.NEGATIVE_INFINITY;
  const place = Number(/^\[(\d+),/.exec(Buffer.from(cursor, "base64url").toString())?.[1]);
  if (write(place, asked) !== cursor) throw invalid("cursor", "a cursor of the same query");
  return place;
}
