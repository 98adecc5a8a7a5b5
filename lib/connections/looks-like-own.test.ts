import { expect, test } from "vitest";
import { looksLikeOwn } from "./looks-like-own.ts";

const person = { email: "Nora.Weiss@studio.example", name: "Nora Weiß" };

test.each<[string, { id: string; displayName: string; email: string | null }, boolean]>([
  ["the same mail", { id: "u17", displayName: "N. W.", email: "nora.weiss@STUDIO.example" }, true],
  ["the same name", { id: "u17", displayName: " nora  weiß ", email: null }, true],
  ["the name as an id", { id: "nora weiß", displayName: "N.", email: null }, true],
  ["the mail as an id", { id: "nora.weiss@studio.example", displayName: "N.", email: null }, true],
  ["the mail's first part as an id", { id: "nora.weiss", displayName: "N.", email: null }, true],
  ["a name decomposed", { id: "u17", displayName: "Nora Weiß".normalize("NFD"), email: null }, true],
  ["somebody else", { id: "theo", displayName: "Theo Brandl", email: "theo@studio.example" }, false],
  ["a part of the name", { id: "nora", displayName: "Nora", email: "nora@elsewhere.example" }, false],
  [
    "the same first part elsewhere",
    { id: "x", displayName: "X", email: "nora.weiss@elsewhere.example" },
    false,
  ],
])("%s", (_name, account, own) => {
  expect(looksLikeOwn(person, account)).toBe(own);
});
