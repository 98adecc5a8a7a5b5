import { expect, test } from "vitest";
import { draftFrom } from "./draft-from.ts";

test.each([
  ["Nora Weiß", "name"],
  [" nora@example.org ", "email"],
  ["+43 660 1234567", "phone"],
  ["0660/123 45 67", "phone"],
  ["4711", "name"],
] as const)("what was searched for as %j begins the %s", (sought, field) => {
  expect(draftFrom(sought)).toEqual({
    name: "",
    email: "",
    phone: "",
    tags: [],
    note: "",
    [field]: sought.trim(),
  });
});
