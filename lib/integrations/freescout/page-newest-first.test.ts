import { expect, test } from "vitest";
import { walkPages } from "../pages.ts";
import type { StepPlace } from "../step-back.ts";
import { pageByNumber } from "./page-by-number.ts";
import { type FetchPage, pageNewestFirst } from "./page-newest-first.ts";

/** A FreeScout's list of numbers; `held` says how many rows it puts on a page when it is asked for so many. */
function listOf(count: number, held: (asked: number) => number) {
  const numbers = Array.from({ length: count }, (_, index) => count - index);
  const asked: number[] = [];
  const fetchPage: FetchPage<number> = async (number, pageSize) => {
    asked.push(number);
    const size = held(pageSize);
    return {
      items: numbers.slice((number - 1) * size, number * size),
      page: { size, number, totalElements: count, totalPages: Math.ceil(count / size) },
    };
  };
  return { numbers, asked, fetchPage };
}

async function all<Place>(fetch: Parameters<typeof walkPages<number, Place>>[0], limit: number) {
  const items: number[] = [];
  for await (const page of walkPages(fetch, "freescout")) {
    expect(page.length).toBeLessThanOrEqual(limit);
    items.push(...page);
  }
  return items;
}

const modules: [string, (asked: number) => number][] = [
  ["takes the size it is asked for", (asked) => asked],
  ["is older, with pages of fifty whatever is asked", () => 50],
  ["puts less on a page", (asked) => Math.min(asked, 15)],
];

test.each(
  modules.flatMap(([what, held]) => [1, 3, 20, 50, 100].map((limit) => [what, limit, held] as const)),
)("every row once from a module that %s, in pages of %i", async (_what, limit, held) => {
  const list = listOf(120, held);
  const newest = (from: StepPlace | null) =>
    pageNewestFirst({ from, limit }, (row: number) => row, list.fetchPage);
  expect(await all(newest, limit)).toEqual(list.numbers);
  const counted = (from: number | null) =>
    pageByNumber({ from, limit }, (row: number) => row, list.fetchPage);
  expect(await all(counted, limit)).toEqual(list.numbers);
});

test("no more than two requests for a page of an older module", async () => {
  const list = listOf(500, () => 50);
  const newest = (from: StepPlace | null) =>
    pageNewestFirst({ from, limit: 50 }, (row: number) => row, list.fetchPage);
  await all(newest, 50);
  expect(list.asked.length).toBeLessThan(40);
});

test("an empty list ends", async () => {
  const { fetchPage } = listOf(0, (asked) => asked);
  const request = { from: null, limit: 5 };
  const end = { items: [], next: null };
  expect(await pageNewestFirst(request, (row: number) => row, fetchPage)).toEqual(end);
  expect(await pageByNumber(request, (row: number) => row, fetchPage)).toEqual(end);
});
