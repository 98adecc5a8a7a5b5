import { describe, expect, test } from "vitest";
import { fileOrder, indexBehind, type SortableFile } from "./sort-files.ts";

function file(name: string, more: Partial<SortableFile> = {}): SortableFile {
  return { name, isFolder: false, modifiedMs: 0, size: 0, mimeType: "", ...more };
}

test("names are in the order people count and spell in", () => {
  const names = ["b", "a10", "a9", "Ärmel", "a", "Zebra", "IMG_2.png", "IMG_10.png", "_x", "z", "B"];
  expect(
    names
      .map((name) => file(name))
      .toSorted(fileOrder("name", "asc"))
      .map(({ name }) => name),
  ).toEqual(["_x", "a", "a9", "a10", "Ärmel", "b", "B", "IMG_2.png", "IMG_10.png", "z", "Zebra"]);
});

describe("folders first, then what is asked for, then the name", () => {
  const files = [
    file("large", { size: 9, modifiedMs: 3, mimeType: "b/x" }),
    file("folder", { isFolder: true, size: 99, modifiedMs: 9 }),
    file("Ärmel", { size: 1, modifiedMs: 2, mimeType: "a/x" }),
    file("unknown", { size: null, modifiedMs: null, mimeType: "c/x" }),
    file("also 1", { size: 1, modifiedMs: 2, mimeType: "a/x" }),
  ];
  test.each<[Parameters<typeof fileOrder>, string]>([
    [["name", "asc"], "folder,also 1,Ärmel,large,unknown"],
    [["name", "desc"], "folder,unknown,large,Ärmel,also 1"],
    [["size", "asc"], "folder,also 1,Ärmel,large,unknown"],
    [["size", "desc"], "folder,large,also 1,Ärmel,unknown"],
    [["modified", "desc"], "folder,large,also 1,Ärmel,unknown"],
    [["type", "asc"], "folder,also 1,Ärmel,large,unknown"],
    [["type", "desc"], "folder,unknown,large,also 1,Ärmel"],
  ])("%s", (order, names) => {
    expect(
      files
        .toSorted(fileOrder(...order))
        .map(({ name }) => name)
        .join(),
    ).toBe(names);
  });
});

describe("the rows behind one", () => {
  const by = fileOrder("name", "asc");
  const sorted = ["a", "b", "c 9", "c 10"].map((name) => file(name));
  test.each([
    ["a", 1],
    ["aa", 1],
    ["c 9", 3],
    ["c 10", 4],
    ["z", 4],
    [" ", 0],
  ])("%s", (name, index) => {
    expect(indexBehind(sorted, file(name), by)).toBe(index);
  });

  test("of no rows", () => {
    expect(indexBehind([], file("a"), by)).toBe(0);
  });
});
