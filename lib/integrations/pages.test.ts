import { describe, expect, test } from "vitest";
import { seededRandom } from "#tests/bench/support/random.ts";
import { type Page, walkPages } from "./pages.ts";

async function itemsOf<Item, Place>(fetchPage: (from: Place | null) => Promise<Page<Item, Place>>) {
  const items: Item[] = [];
  for await (const page of walkPages(fetchPage, "todoist")) items.push(...page);
  return items;
}

test("lists of any length, in pages of any size, give every item once and in order", async () => {
  const random = seededRandom(8);
  for (let round = 0; round < 200; round += 1) {
    const all = Array.from({ length: Math.floor(random() * 60) }, (_, index) => index);
    // Pages may be empty in the middle: vendors filter after they cut.
    const fetchPage = async (from: { at: number; step: number } | null) => {
      const { at, step } = from ?? { at: 0, step: 0 };
      const end = at + Math.floor(random() * 5);
      return { items: all.slice(at, end), next: end >= all.length ? null : { at: end, step: step + 1 } };
    };
    expect(await itemsOf(fetchPage)).toEqual(all);
  }
});

test("a page that fails throws where it stands", async () => {
  const seen: number[] = [];
  const walk = async () => {
    const pages = walkPages(async (from: number | null) => {
      if (from === 3) throw new Error("page 3");
      return { items: [from ?? 0], next: (from ?? 0) + 1 };
    }, "todoist");
    for await (const [item] of pages) seen.push(item ?? -1);
  };
  await expect(walk()).rejects.toThrow("page 3");
  expect(seen).toEqual([0, 1, 2]);
});

test("the next page is fetched when it is wanted, not before", async () => {
  let fetched = 0;
  for await (const _page of walkPages(async (from: number | null) => {
    fetched += 1;
    return { items: [], next: (from ?? 0) + 1 };
  }, "todoist"))
    if (fetched === 5) break;
  expect(fetched).toBe(5);
});

describe("a vendor that leads in circles", () => {
  const paging = { service: "todoist", kind: "malformed", reason: "paging" };

  test("to the same place", async () => {
    let fetched = 0;
    const walk = itemsOf(async (_from: { cursor: string } | null) => {
      fetched += 1;
      return { items: [fetched], next: { cursor: "same" } };
    });
    await expect(walk).rejects.toMatchObject(paging);
    expect(fetched).toBe(2);
  });

  test("of any size, after any way there, is noticed within a few rounds", async () => {
    for (let way = 0; way < 12; way += 1)
      for (let circle = 1; circle < 12; circle += 1) {
        let fetched = 0;
        const walk = itemsOf(async (from: number | null) => {
          fetched += 1;
          const next = (from ?? 0) + 1;
          return { items: [from], next: next >= way + circle ? way + 1 : next };
        });
        await expect(walk).rejects.toMatchObject(paging);
        expect(fetched).toBeLessThan(5 * (way + circle) + 5);
      }
  });

  test("to ever new places ends some time", async () => {
    const walk = itemsOf(async (from: number | null) => ({ items: [], next: (from ?? 0) + 1 }));
    await expect(walk).rejects.toMatchObject(paging);
  });
});
