import { expect, test } from "vitest";
import { writeCursor } from "#lib/customers/list-cursor.ts";
import { knownCursor } from "./known-cursor.ts";

test("a cursor of the list is kept, a mangled one counts as absent", () => {
  const cursor = writeCursor({ rank: 0, name: "nora weiß", id: "c1" });
  expect(knownCursor(cursor)).toBe(cursor);
  expect(knownCursor(cursor.slice(0, -5))).toBeNull();
  expect(knownCursor("%%%")).toBeNull();
  expect(knownCursor(null)).toBeNull();
});
