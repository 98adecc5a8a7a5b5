import type { z } from "zod";
import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import { pageOf } from "./schema.ts";

/** Todoist's own cursor, and the size of page it was made for: both have to stay the same from page to page. */
export interface TodoistPlace {
  cursor: string;
  limit: number;
}

/** The most Todoist puts on a page. */
const MOST = 200;

/**
 * A page of any of Todoist's lists. A cursor that has ended is refused as `invalid`.
 * https://developer.todoist.com/api/v1/#tag/Pagination
 */
export async function listPage<Raw, Item>(
  client: Client,
  list: { path: string; query?: Record<string, string | undefined>; raw: z.ZodType<Raw> },
  { from, limit }: PageRequest<TodoistPlace>,
  toItem: (raw: Raw) => Item,
): Promise<Page<Item, TodoistPlace>> {
  const size = from?.limit ?? Math.min(Math.max(1, limit), MOST);
  const { results, next_cursor } = await client.json(
    { path: list.path, query: { ...list.query, limit: size, cursor: from?.cursor } },
    pageOf(list.raw),
  );
  return {
    items: results.map(toItem),
    next: next_cursor ? { cursor: next_cursor, limit: size } : null,
  };
}
