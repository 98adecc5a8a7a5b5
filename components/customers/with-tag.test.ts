import { expect, test } from "vitest";
import { withTag } from "./with-tag.ts";

test("a tag is added once, trimmed, whatever its case", () => {
  expect(withTag(["Fine line"], "  cover   up ")).toEqual(["Fine line", "cover up"]);
  expect(withTag(["Fine line"], "fine LINE")).toEqual(["Fine line"]);
  expect(withTag(["Fine line"], "  ")).toEqual(["Fine line"]);
});
