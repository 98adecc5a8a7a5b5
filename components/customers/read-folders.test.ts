import { expect, test } from "vitest";
import { foldersPath, readFolders } from "./read-folders.ts";

test.each([
  ["", ""],
  ["No", ""],
  ["Old & gone/No", "Old & gone"],
  ["Old/Nora/", "Old/Nora"],
])("typing %j looks into %j", (typed, folder) => {
  expect(new URL(foldersPath(typed), "http://here.test").searchParams.get("path")).toBe(folder);
});

test("only folders are taken from an answer", () => {
  const rows = [{ path: "Nora", is_dir: true }, { path: "list.pdf", is_dir: false }, { is_dir: true }, null];
  expect(readFolders({ rows })).toEqual(["Nora"]);
  expect(readFolders(null)).toEqual([]);
});
