import { describe, expect, test } from "vitest";
import { directionOf, isNamedAfter, numberedFolderName, SUBFOLDERS, safeFolderName } from "./folder-names.ts";

test.each<[string, string]>([
  ["Nora Weiß", "Nora Weiß"],
  ["  Nora   Weiß\t", "Nora Weiß"],
  // decomposed becomes composed
  ["Jose\u0301", "José"],
  ["AC/DC", "AC-DC"],
  ["..\\..\\etc", "-..-etc"],
  ["../../etc/passwd", "-..-etc-passwd"],
  [".", "Customer"],
  ["..", "Customer"],
  ["...Ann...", "Ann"],
  [". . Ann . .", "Ann"],
  ["", "Customer"],
  ["   ", "Customer"],
  ["\u200b\u202e", "Customer"],
  ["\ud800", "Customer"],
  ["Ann\u202egpj.exe", "Anngpj.exe"],
  ['a:b*c?d"e<f>g|h', "a-b-c-d-e-f-g-h"],
  ["a\u0000b\u0007c\u007fd", "a-b-c-d"],
  ["Ann\nBob", "Ann Bob"],
  ["con", "_con"],
  ["CON.txt", "_CON.txt"],
  ["Conrad", "Conrad"],
  ["LPT9", "_LPT9"],
  ["com¹", "_com¹"],
  ["AUX ", "_AUX"],
  ["photo.part", "photo.part_"],
  [".htaccess", "htaccess"],
  ["05_Customers", "_05_Customers"],
  ["05_customers", "_05_customers"],
  ["# % ? + & ;", "# % - + & ;"],
  ["%2e%2e", "%2e%2e"],
  ["👩‍🎨 Mia", "👩‍🎨 Mia"],
  ["李小龍", "李小龍"],
])("%j becomes the folder %j", (name, expected) => {
  const folder = safeFolderName(name, "05_Customers");
  expect(folder).toBe(expected);
  // What is safe stays as it is, unless it is the base's own name.
  expect(safeFolderName(folder, "05_Customers")).toBe(folder);
});

describe("long names", () => {
  test.each([
    ["x".repeat(500)],
    ["ß".repeat(500)],
    ["👩‍🎨".repeat(100)],
    [`${"x".repeat(119)} . more`],
    ["e\u0301".repeat(300)],
    [`${"李".repeat(66)}ab`],
  ])("%s is cut between characters", (name) => {
    for (const folder of [1, 2, 17, 999].map((n) => numberedFolderName(safeFolderName(name), n))) {
      expect(folder.length).toBeLessThanOrEqual(120);
      expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(200);
      expect(folder.isWellFormed()).toBe(true);
      expect(folder).toBe(folder.trim());
      expect(isNamedAfter(folder, name)).toBe(true);
    }
  });

  test("no half of an emoji is left", () => {
    const whole = [...new Intl.Segmenter().segment(safeFolderName("👩‍🎨".repeat(100)))];
    expect(new Set(whole.map(({ segment }) => segment))).toEqual(new Set(["👩‍🎨"]));
  });
});

test("numbers begin with the second", () => {
  expect([1, 2, 3].map((number) => numberedFolderName("Nora Weiß", number))).toEqual([
    "Nora Weiß",
    "Nora Weiß (2)",
    "Nora Weiß (3)",
  ]);
});

test.each<[string, string, boolean]>([
  ["Nora Weiß", "Nora Weiß", true],
  ["nora weiß", "Nora Weiß", true],
  ["Nora Weiß (2)", "Nora Weiß", true],
  ["Nora Weiß (1)", "Nora Weiß", false],
  ["Nora Weiß (old)", "Nora Weiß", false],
  ["Tattoo Nora", "Nora Weiß", false],
  ["Nora", "Nora Weiß", false],
  ["AC-DC", "AC/DC", true],
])("whether the folder %j is named after %j: %s", (folder, name, expected) => {
  expect(isNamedAfter(folder, name)).toBe(expected);
});

test.each<[string, string | null]>([
  ["Nora Weiß/Sent Media/x.png", "sent"],
  ["Nora Weiß/Received Media", "received"],
  ["Nora Weiß/Internal/a/b/c.pdf", "internal"],
  ["Nora Weiß/x.png", null],
  ["Nora Weiß/sent media/x.png", null],
  ["Sent Media/x.png", null],
  ["Archive/Nora Weiß/Sent Media/x.png", "sent"],
  ["", null],
])("the files of %j go %s", (path, expected) => {
  expect(directionOf(path)).toBe(expected);
});

test("the subfolders' names are safe themselves", () => {
  for (const name of Object.values(SUBFOLDERS)) expect(safeFolderName(name)).toBe(name);
});
