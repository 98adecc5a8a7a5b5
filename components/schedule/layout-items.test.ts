import { describe, expect, test } from "vitest";
import { layoutItems } from "./layout-items.ts";

const MINUTE = 60_000;
const at = (from: number, to: number) => ({ startMs: from * MINUTE, endMs: to * MINUTE });
const column = at(0, 600);

/** `[from, to]` in minutes → `lane/lanes`, in the order placed. */
const lanes = (spans: [number, number][]) =>
  layoutItems(
    spans.map(([from, to]) => at(from, to)),
    column,
  ).map(({ lane, lanes: all }) => `${lane}/${all}`);

describe("side by side", () => {
  test.each<[string, [number, number][], string[]]>([
    ["nothing", [], []],
    ["one", [[0, 60]], ["0/1"]],
    [
      "one after the other",
      [
        [0, 60],
        [60, 120],
      ],
      ["0/1", "0/1"],
    ],
    [
      "two at once",
      [
        [0, 60],
        [30, 90],
      ],
      ["0/2", "1/2"],
    ],
    [
      "the longer first",
      [
        [0, 30],
        [0, 90],
      ],
      ["0/2", "1/2"],
    ],
    [
      "a lane is used again",
      [
        [0, 120],
        [10, 40],
        [50, 90],
      ],
      ["0/2", "1/2", "1/2"],
    ],
    [
      "a chain is one group",
      [
        [0, 60],
        [40, 100],
        [80, 140],
      ],
      ["0/2", "1/2", "0/2"],
    ],
    [
      "three",
      [
        [0, 60],
        [10, 60],
        [20, 60],
        [60, 90],
      ],
      ["0/3", "1/3", "2/3", "0/1"],
    ],
    [
      "what is drawn longer than it is counts so",
      [
        [0, 5],
        [10, 40],
      ],
      ["0/2", "1/2"],
    ],
  ])("%s", (_name, spans, expected) => {
    expect(lanes(spans)).toEqual(expected);
  });

  test("nothing that shares a lane of a group overlaps", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const spans = Array.from({ length: 80 }, (): [number, number] => {
      const from = Math.floor(random() * 550);
      return [from, from + 20 + Math.floor(random() * 90)];
    });
    const placed = layoutItems(
      spans.map(([from, to]) => at(from, to)),
      column,
    );
    expect(placed).toHaveLength(80);
    for (const [index, one] of placed.entries())
      for (const other of placed.slice(index + 1)) {
        const meet = one.endMs > other.startMs && other.endMs > one.startMs;
        if (meet) expect(one.lanes).toBe(other.lanes);
        if (meet) expect(one.lane).not.toBe(other.lane);
      }
  });
});

test("what reaches beyond the column is cut and says so; what lies elsewhere is not there", () => {
  const [one, ...others] = layoutItems([at(-60, 700), at(-60, 0), at(600, 660)], column);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ ...column, continuesBefore: true, continuesAfter: true });
});
