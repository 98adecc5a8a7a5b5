import { expect, test } from "vitest";
import { knownAlready, soughtEmail, soughtPhone } from "./known-already.ts";

const nora = { id: "1", name: "Nora Weiß", email: "Nora@Example.org", phone: "+43 660 1234567" };

test("an address is known whatever its case, a number with or without its country code", () => {
  expect(knownAlready([nora], "nora@example.org", "")).toEqual([{ ...nora, by: "email" }]);
  expect(knownAlready([nora], "", "0660 123 45 67")).toEqual([{ ...nora, by: "phone" }]);
  expect(knownAlready([nora, nora], "nora@example.org", "0660 1234567")).toHaveLength(1);
});

test("what only resembles it, or is still being typed, is not known", () => {
  expect(knownAlready([nora], "nora@example.or", "")).toEqual([]);
  expect(knownAlready([nora], "nora@", "0660")).toEqual([]);
  expect(knownAlready([{ ...nora, phone: "" }], "", "0660 1234567")).toEqual([]);
  expect(soughtEmail("nora@example")).toBe("");
  expect(soughtPhone("0043")).toBe("");
});
