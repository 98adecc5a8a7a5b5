import { expect, test } from "vitest";
import { isSame, isSameFile, parseRemembered } from "./remembered-uploads.ts";

const now = Date.UTC(2026, 10, 20);
const upload = {
  sessionId: "s1",
  customerId: "c1",
  folder: "Nora/Sent Media",
  name: "film.mov",
  size: 2e8,
  lastModified: 5,
  atMs: now - 3_600_000,
};

test.each([
  ["nothing", null, 0],
  ["no JSON", "{", 0],
  ["no list", '{"a":1}', 0],
  ["one", JSON.stringify([upload]), 1],
  ["one of yesterday", JSON.stringify([{ ...upload, atMs: now - 25 * 3_600_000 }]), 0],
  ["a strange one beside", JSON.stringify([upload, { ...upload, size: "2" }, null]), 1],
  ["too many", JSON.stringify(Array.from({ length: 80 }, () => upload)), 50],
])("storage holds %s", (_name, stored, count) => {
  expect(parseRemembered(stored, now)).toHaveLength(count);
});

test("a file is the same wherever it goes", () => {
  const elsewhere = { ...upload, folder: "Nora/Internal" };
  expect(isSameFile(upload, elsewhere)).toBe(true);
  expect(isSameFile(upload, { ...upload, lastModified: 6 })).toBe(false);
  expect(isSameFile(upload, { ...upload, customerId: "c2" })).toBe(false);
});

test.each([
  ["name", "other.mov"],
  ["size", 3],
  ["lastModified", 6],
  ["folder", "Nora/Internal"],
  ["customerId", "c2"],
])("another %s is another file", (field, value) => {
  expect(isSame(upload, { ...upload, [field]: value })).toBe(false);
  const later = { ...upload, atMs: 1 };
  expect(isSame(upload, later)).toBe(true);
});
