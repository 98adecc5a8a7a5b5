import { expect, test } from "vitest";
import { mediaName } from "./media-name.ts";

test.each([
  ["plan.pdf", "plan.pdf"],
  ["C:\\Users\\n\\plan.pdf", "plan.pdf"],
  ["../../etc/passwd", "passwd"],
  ["two\nlines\u202e.exe", "two lines.exe"],
  ["..", "file"],
  ["", "file"],
  [`${"a".repeat(300)}.pdf`, `${"a".repeat(195)}….pdf`],
  [`${"a".repeat(196)}.pdf`, `${"a".repeat(196)}.pdf`],
  [`${"a".repeat(300)}. and no ending`, `${"a".repeat(199)}…`],
  [`${"a".repeat(300)}.${"b".repeat(30)}`, `${"a".repeat(199)}…`],
  [`${"🦊".repeat(150)}.jpeg`, `${"🦊".repeat(97)}….jpeg`],
])("%j is called %j", (told, name) => {
  expect(mediaName(told)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(200);
});
