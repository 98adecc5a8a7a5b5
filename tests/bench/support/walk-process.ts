import { z } from "zod";
import { walkPages } from "#lib/integrations/pages.ts";
import { openVendor } from "./vendor-client.ts";

/** A thousand pages of a list, walked in a process of its own. Writes one line of JSON. */
const PAGES = 1000;
const [url = ""] = process.argv.slice(2);
const answer = z.object({
  results: z.array(z.object({ id: z.string(), content: z.string() })),
  next_cursor: z.string(),
});
const client = openVendor(url);

// The first walk only warms up: what the engine compiles on the way is no part of the list.
await walk(() => {});
const heap = new Map<number, number>();
const items = await walk((page) => {
  if (page !== 100 && page !== PAGES) return;
  globalThis.gc?.();
  heap.set(page, process.memoryUsage().heapUsed / 1e6);
});
const [afterHundredMegabytes, afterThousandMegabytes] = [heap.get(100), heap.get(PAGES)];
console.log(JSON.stringify({ afterHundredMegabytes, afterThousandMegabytes, items }));

async function walk(onPage: (page: number) => void): Promise<number> {
  let [pages, items] = [0, 0];
  const list = walkPages(async (from: { cursor: string } | null) => {
    const query = { cursor: from?.cursor };
    const { results, next_cursor } = await client.json({ path: "/tasks", query }, answer);
    return { items: results, next: { cursor: next_cursor } };
  }, "todoist");
  for await (const page of list) {
    pages += 1;
    items += page.length;
    onPage(pages);
    if (pages === PAGES) break;
  }
  return items;
}
