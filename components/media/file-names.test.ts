import { describe, expect, test } from "vitest";
import { folderOf, isAccepted, joinPath, nameFault, pastedName, splitName } from "./file-names.ts";

test.each([
  ["consent form.v2.pdf", "consent form.v2", ".pdf"],
  ["Dr. Weiß, talk", "Dr. Weiß, talk", ""],
  [".htaccess", ".htaccess", ""],
  ["archive.tar.gz", "archive.tar", ".gz"],
  ["no extension", "no extension", ""],
  ["ends.", "ends.", ""],
  ["🌷.PNG", "🌷", ".PNG"],
])("%s", (name, stem, extension) => {
  expect(splitName(name)).toEqual({ stem, extension });
});

test.each([
  ["# % ? + & ; :.txt", null],
  [" leading.txt", null],
  ["", "empty"],
  ["  ", "empty"],
  ["..", "dots"],
  ["a/b", "slash"],
  ["a\\b", "slash"],
  ["a\u0000b", "control"],
  ["a\nb", "control"],
  ["x".repeat(250), null],
  ["x".repeat(251), "too_long"],
  ["ü".repeat(128), "too_long"],
])("fault of %j", (name, fault) => {
  expect(nameFault(name)).toBe(fault);
});

describe("what the clipboard holds", () => {
  const at = new Date(2026, 10, 20, 14, 5, 9);
  test.each([
    [{ name: "image.png", type: "image/png" }, 0, "Pasted 2026-11-20 14.05.09.png"],
    [{ name: "", type: "image/jpeg" }, 0, "Pasted 2026-11-20 14.05.09.jpg"],
    [{ name: "image.png", type: "image/png" }, 1, "Pasted 2026-11-20 14.05.09 (2).png"],
    [{ name: "sketch 3.png", type: "image/png" }, 0, "sketch 3.png"],
  ])("%j", (file, index, name) => {
    expect(pastedName(file, at, "Pasted", index)).toBe(name);
  });
});

test.each([
  ["a.jpg", "image/jpeg", [], true],
  ["a.jpg", "image/jpeg", ["image/*"], true],
  ["a.exe", "application/x-msdownload", ["image/*", "application/pdf"], false],
  ["a.pdf", "application/pdf", ["image/*", "application/pdf"], true],
  ["a.PSD", "", [".psd"], true],
  ["a.exe", "", [".psd"], false],
  ["a.unknown", "", ["image/*"], true],
  ["a.exe", "application/x-msdownload", ["*/*"], true],
])("%s %s among %j: %s", (name, type, accept, accepted) => {
  expect(isAccepted({ name, type }, accept)).toBe(accepted);
});

test("paths", () => {
  expect(joinPath("", "a")).toBe("a");
  expect(joinPath("Nora/Sent Media", "a.txt")).toBe("Nora/Sent Media/a.txt");
  expect(folderOf("Nora/Sent Media/a.txt")).toBe("Nora/Sent Media");
  expect(folderOf("a.txt")).toBe("");
});
