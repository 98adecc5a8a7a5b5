import { describe, expect, test } from "vitest";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import {
  accountPath,
  isFilePath,
  isUnder,
  joinPath,
  nameOf,
  parentOf,
  pathInBase,
  readFileName,
  readFilePath,
} from "./file-path.ts";

const base = { NEXTCLOUD_FILES_BASE_PATH: "05_Customers" };
const refused = expect.objectContaining({
  code: "invalid_input",
  errors: { path: ["name_not_allowed"] },
});

describe("no path leaves the base", () => {
  test.each(ESCAPES)("%s", (_name, path) => {
    expect(() => readFilePath(base, path)).toThrow(refused);
    expect(() => readFilePath({ NEXTCLOUD_FILES_BASE_PATH: "" }, path)).toThrow(refused);
    expect(() => readFileName(path)).toThrow(
      expect.objectContaining({ code: "invalid_input", errors: { name: ["name_not_allowed"] } }),
    );
  });
});

describe("odd names are names", () => {
  test.each([
    "50% off.png",
    "100%",
    "%41.txt",
    "%.txt",
    "a#b?c+d&e;f:g.png",
    "Müller & Söhne (2).jpg",
    "😀🎉.png",
    " leading and trailing ",
    "..hidden",
    "...",
    "…",
    ".config",
    "a..b",
    "x.",
    "..gitignore.;v=1",
    "AC／DC.png",
    "日本語/ファイル.pdf",
    'a|b*c<d>e"f.txt',
    "x".repeat(250),
    "ü".repeat(127),
    "unfinished.part",
    "%c3%a9.txt",
    "%25.txt",
  ])("%s", (path) => {
    expect(readFilePath(base, path)).toBe(path);
    expect(readFilePath(base, `Nora/${path}`)).toBe(`Nora/${path}`);
  });
});

test.each<[string, string, string]>([
  ["nothing is the base", "", ""],
  ["slashes are the base", "///", ""],
  ["slashes at the ends", "/Nora/a.png/", "Nora/a.png"],
  ["doubled slashes", "Nora//Sent Media///a.png", "Nora/Sent Media/a.png"],
  ["the base itself", "05_Customers", ""],
  ["the base with a slash", "/05_Customers/", ""],
  ["below the base", "/05_Customers/Nora", "Nora"],
  ["the base only once", "05_Customers/05_Customers/x", "05_Customers/x"],
  ["what only begins like the base", "05_Customers2/x", "05_Customers2/x"],
  ["decomposed umlauts", "Nora Weiß/Mu\u0308ller", "Nora Weiß/M\u00fcller"],
])("%s", (_name, written, path) => {
  expect(readFilePath(base, written)).toBe(path);
});

test("a base may be several folders deep, or everything the account has", () => {
  const deep = { NEXTCLOUD_FILES_BASE_PATH: "Studio/05_Customers" };
  expect(readFilePath(deep, "Studio/05_Customers/Nora")).toBe("Nora");
  expect(readFilePath(deep, "Studio/Nora")).toBe("Studio/Nora");
  expect(accountPath(deep, "Nora/a b.png")).toBe("Studio/05_Customers/Nora/a b.png");
  expect(accountPath(deep, "")).toBe("Studio/05_Customers");
  expect(pathInBase(deep, "Studio/05_Customers/Nora")).toBe("Nora");
  expect(pathInBase(deep, "Studio/05_Customers")).toBe("");
  expect(pathInBase(deep, "Studio/05_Customers2/Nora")).toBeNull();
  expect(pathInBase(deep, "Studio")).toBeNull();
  const home = { NEXTCLOUD_FILES_BASE_PATH: "" };
  expect(readFilePath(home, "05_Customers/Nora")).toBe("05_Customers/Nora");
  expect(accountPath(home, "")).toBe("");
  expect(pathInBase(home, "Nora/x")).toBe("Nora/x");
});

test.each<[string, string]>([
  ["251 characters", "x".repeat(251)],
  ["256 bytes", "ü".repeat(128)],
  ["4001 characters", "abc/".repeat(1001)],
  ["what Nextcloud keeps for itself", "Nora/.htaccess"],
  ["what it keeps whatever the case", "Nora/.HTAccess"],
  ["nothing but spaces", "Nora/  /x"],
  ["half a character", "a\ud800b"],
])("%s is refused", (_name, path) => {
  expect(() => readFilePath(base, path)).toThrow(refused);
});

test("a path that would be read as another one is none", () => {
  expect(isFilePath(base, "Nora Weiß/100% fertig.png")).toBe(true);
  for (const path of [
    "05_Customers",
    "05_Customers/x.png",
    "Nora/a%00b.png",
    "Nora/..;x",
    "Nora//x",
    "Mu\u0308ller",
  ])
    expect(isFilePath(base, path)).toBe(false);
});

test("a new name is one name, and not one of an upload under way", () => {
  expect(readFileName(" Skizze #1 (50%).png")).toBe(" Skizze #1 (50%).png");
  for (const name of ["", " ", "a/b", "/a", "x.part", "X.PART", "x.filepart"])
    expect(() => readFileName(name)).toThrow(expect.objectContaining({ code: "invalid_input" }));
});

test("parts of a path", () => {
  expect([nameOf("a/b c"), nameOf("a"), nameOf("")]).toEqual(["b c", "a", ""]);
  expect([parentOf("a/b/c"), parentOf("a"), parentOf("")]).toEqual(["a/b", "", ""]);
  expect([joinPath("", "a"), joinPath("a", "b")]).toEqual(["a", "a/b"]);
  expect([isUnder("a/b", "a"), isUnder("ab", "a"), isUnder("a", "a"), isUnder("x", "")]).toEqual([
    true,
    false,
    true,
    true,
  ]);
});
