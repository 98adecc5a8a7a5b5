import { describe, expect, test } from "vitest";
import { seededRandom } from "#tests/bench/support/random.ts";
import { walkPages } from "./pages.ts";
import { type StepPlace, stepBack } from "./step-back.ts";

/** A list that is sorted falling and paged by number; `held` is what its server puts on a page. */
function listOf(numbers: number[], { most = 50, held = (size: number) => size } = {}) {
  const asked: { page: number; size: number }[] = [];
  const fetchPage = async (page: number, size: number) => {
    asked.push({ page, size });
    const sorted = numbers.toSorted((one, other) => other - one);
    const end = page * held(size);
    const rows = sorted.slice(end - held(size), end);
    return { rows, size: held(size), isLast: end >= sorted.length };
  };
  const page = (from: StepPlace | null, limit: number) =>
    stepBack({ from, limit }, { most, rankOf: (row: number) => row, fetchPage });
  const remove = (...gone: number[]) => {
    for (const one of gone) if (numbers.includes(one)) numbers.splice(numbers.indexOf(one), 1);
  };
  return { numbers, page, asked, remove };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function walk(list: ReturnType<typeof listOf>, limit: number, between: (seen: number[]) => void) {
  const seen: number[] = [];
  for await (const items of walkPages((from: StepPlace | null) => list.page(from, limit), "plentyone")) {
    expect(items.length).toBeLessThanOrEqual(limit);
    seen.push(...items);
    between(seen);
  }
  return seen;
}

describe("every row once, falling", () => {
  const whole = upTo(90).reverse();

  test.each([1, 2, 3, 7, 20, 49, 50, 100])("in pages of %i", async (limit) => {
    const list = listOf(upTo(90));
    expect(await walk(list, limit, () => undefined)).toEqual(whole);
  });

  test("for one request a page, and few more in all than without the overlap", async () => {
    const list = listOf(upTo(1000));
    await walk(list, 50, () => undefined);
    expect(list.asked.length).toBeLessThan(30);
  });

  test.each([
    ["puts less on a page than it was asked for", (size: number) => Math.min(size, 30)],
    ["puts on every page what it likes", () => 30],
  ])("from a server that %s", async (_, held) => {
    for (const limit of [7, 30, 100]) {
      const list = listOf(upTo(500), { most: 100, held });
      expect(await walk(list, limit, () => undefined)).toEqual(upTo(500).reverse());
    }
  });

  test.each([1, 2, 5, 9])("while %i new ones come in front between pages", async (more) => {
    const list = listOf(upTo(90));
    let top = 100;
    const seen = await walk(list, 4, () => {
      if (top < 160) for (let count = 0; count < more; count++) list.numbers.push(top++);
    });
    expect(seen).toEqual(whole);
  });

  test("while those that were read leave the list", async () => {
    const list = listOf(upTo(90));
    const seen = await walk(list, 3, (read) => list.remove(...read.slice(-2)));
    expect(seen).toEqual(whole);
  });

  test.each([4, 5, 10, 30])(
    "while one leaves in front and another enters behind, pages of %i",
    async (limit) => {
      const list = listOf(upTo(90).filter((number) => number !== 5));
      let isDone = false;
      const seen = await walk(list, limit, (read) => {
        if (isDone) return;
        isDone = true;
        list.remove(...read.slice(0, 1));
        list.numbers.push(5);
      });
      expect(seen).toEqual(whole);
    },
  );

  test("while most of what was read leaves at once", async () => {
    const list = listOf(upTo(900));
    let isDone = false;
    const seen = await walk(list, 50, (read) => {
      if (isDone || read.length < 600) return;
      isDone = true;
      list.remove(...read.slice(0, 590));
    });
    expect(seen).toEqual(upTo(900).reverse());
  });

  test("with a limit that changes", async () => {
    const list = listOf(upTo(20));
    const first = await list.page(null, 8);
    const second = await list.page(first.next, 5);
    const third = await list.page(second.next, 50);
    expect([...first.items, ...second.items, ...third.items]).toEqual(upTo(20).reverse());
    expect(third.next).toBeNull();
  });

  test.each([
    ["a server that does as it is told", (size: number) => size],
    ["one that puts less on a page", (size: number) => Math.min(size, 23)],
    ["one that puts more on a page", () => 23],
  ])("in every order of coming and going, from %s", async (_, held) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const next = (bound: number) => Math.floor(random() * bound);
      const list = listOf(
        upTo(120).map((number) => number * 10),
        { held },
      );
      const stayed = new Set(list.numbers);
      let rounds = 0;
      const seen = await walk(list, 1 + (seed % 12), () => {
        if (++rounds > 60) return;
        for (let count = next(4); count > 0; count -= 1) {
          const gone = list.numbers[next(list.numbers.length)] ?? 0;
          stayed.delete(gone);
          list.remove(gone);
        }
        for (let count = next(4); count > 0; count -= 1) {
          const more = next(1500) * 10 + 1 + next(8);
          if (!list.numbers.includes(more)) list.numbers.push(more);
        }
      });
      expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
      expect([...stayed].filter((number) => !seen.includes(number))).toEqual([]);
    }
  });
});

test("a list that is empty, or was emptied, ends", async () => {
  expect(await listOf([]).page(null, 5)).toEqual({ items: [], next: null });
  const list = listOf(upTo(20));
  const { next } = await list.page(null, 5);
  list.numbers.length = 0;
  expect(await list.page(next, 5)).toEqual({ items: [], next: null });
});

test("a flood of new ones is not read through at once", async () => {
  const list = listOf(upTo(20));
  const { next } = await list.page(null, 1);
  list.numbers.push(...upTo(1000).map((number) => number + 1000));
  const { items, next: later } = await list.page(next, 1);
  expect(items).toEqual([]);
  expect(later).not.toBeNull();
  expect(list.asked.length).toBeLessThan(15);
});
