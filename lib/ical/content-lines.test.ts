import { expect, test } from "vitest";
import { physicalLines } from "./content-lines.ts";

test.each([
  "",
  "a",
  "a\nb\n",
  "a\r\nb\r\n",
  "a\rb\r",
  "a\r\nb\nc\rd",
  "\r\n\n\r",
  "a\n\r\nb",
  "\uFEFFa\r\nb",
  "a\r\n b\r\r\n",
])("%j is taken apart at every kind of line end", (text) => {
  expect(physicalLines(text)).toEqual(text.replace("\uFEFF", "").split(/\r\n|\n|\r/));
});
