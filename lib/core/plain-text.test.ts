import { expect, test } from "vitest";
import { plainText } from "./plain-text.ts";

test.each<[string, string, string]>([
  ["a plain line stays", "Running late", "Running late"],
  ["white space is one blank", "  a\r\n\tb\u00a0\u2003c\n\n", "a b c"],
  ["controls go", "a\u0000b\u001b[31mc\u0085", "ab[31mc"],
  ["marks that turn the direction go", "\u202egnp.exe\u202c \u2066x\u2069\u200f", "gnp.exe x"],
  ["markup stays text", "<b onclick=x>Nora & Co</b>", "<b onclick=x>Nora & Co</b>"],
  ["half a character becomes a sign", "a\ud83eb", "a\ufffdb"],
  ["joined emoji stay joined", "👩‍👩‍👧 ok", "👩‍👩‍👧 ok"],
  ["nothing is nothing", " \n\u0000", ""],
])("%s", (_name, text, expected) => {
  expect(plainText(text, 40)).toBe(expected);
});

test.each<[string, string, number, string]>([
  ["within a word", "abcdefghij", 5, "abcd…"],
  ["exactly fitting", "abcde", 5, "abcde"],
  ["before a blank", "abc defghi", 5, "abc…"],
  ["never within an emoji", "abc🩰🩰🩰", 5, "abc…"],
  ["never within a family", "ab👩‍👩‍👧cd", 8, "ab…"],
  ["never between a letter and its accent", "abce\u0301fg", 5, "abc…"],
  [
    "within heaped accents, since they alone are too long",
    `e${"\u0301".repeat(50)}`,
    5,
    "e\u0301\u0301\u0301…",
  ],
])("cut %s", (_name, text, max, expected) => {
  const cut = plainText(text, max);
  expect(cut).toBe(expected);
  expect(cut.length).toBeLessThanOrEqual(max);
});

test("a huge text is cut as a long one", () => {
  expect(plainText(`${" ".repeat(100)}${"x".repeat(30_000_000)}`, 160)).toBe(`${"x".repeat(159)}…`);
});
