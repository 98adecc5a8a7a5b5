import { expect, test } from "vitest";
import { manyLines } from "./shapes.ts";

test("a text that fills its field is taken however its lines were ended on the way", () => {
  // Browsers count a line break as one character (maxlength) and send two.
  const written = "a\n".repeat(50).slice(0, -1);
  expect(manyLines(99).parse(written.replaceAll("\n", "\r\n"))).toBe(written);
  expect(manyLines(98).safeParse(written).success).toBe(false);
});

test("line breaks and tabs stay, other controls and half characters go", () => {
  expect(manyLines(20).parse("\u0000a\tb\r\rc\u001b\ud800 ")).toBe("a\tb\n\nc\ufffd");
});
