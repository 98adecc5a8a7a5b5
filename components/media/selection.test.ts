import { expect, test } from "vitest";
import { nothingSelected, rangeTo, stillShown, toggled } from "./selection.ts";

const shown = ["a", "b", "c", "d", "e"];
const of = (paths: string[], anchor: string | null = null) => ({ paths: new Set(paths), anchor });

test("one more, one less", () => {
  const one = toggled(nothingSelected, "b");
  expect(one).toEqual(of(["b"], "b"));
  expect(toggled(one, "d")).toEqual(of(["b", "d"], "d"));
  expect(toggled(one, "b")).toEqual(of([], "b"));
});

test.each([
  ["forwards", of(["b"], "b"), "d", false, ["b", "c", "d"], "b"],
  ["backwards", of(["d"], "d"), "b", false, ["b", "c", "d"], "d"],
  ["shrinks from the same anchor", of(["b", "c", "d"], "b"), "c", false, ["b", "c"], "b"],
  ["without an anchor", of([]), "c", false, ["c"], "c"],
  ["the anchor is not shown any more", of(["x"], "x"), "c", false, ["c"], "c"],
  ["beside what was chosen", of(["a"], "c"), "d", true, ["a", "c", "d"], "c"],
] as const)("a range: %s", (_name, before, to, adding, paths, anchor) => {
  expect(rangeTo(before, to, shown, adding)).toEqual(of([...paths], anchor));
});

test("a range to what is not there changes nothing", () => {
  const before = of(["a"], "a");
  expect(rangeTo(before, "z", shown)).toBe(before);
});

test("what left is not chosen any more", () => {
  const before = of(["a", "b"], "b");
  expect(stillShown(before, new Set(shown))).toBe(before);
  expect(stillShown(before, new Set(["b"]))).toEqual(of(["b"], "b"));
});
