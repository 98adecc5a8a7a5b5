import { expect, test } from "vitest";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { keepListing, keptListing } from "./kept-listings.ts";

const order = { sort: "name", order: "asc" } as const;

function entry(name: string): FileEntry {
  return {
    path: name,
    name,
    isFolder: false,
    size: 1,
    modifiedMs: 0,
    etag: null,
    mimeType: "image/png",
    fileId: null,
    permissions: "",
    hasPreview: false,
    quotaAvailableBytes: null,
  };
}

const listing = (...names: string[]) => ({ folder: entry("folder"), entries: names.map(entry) });
const namesOf = (key: string, nowMs: number) =>
  keptListing(key, order, nowMs)?.sorted.map(({ name }) => name) ?? null;

test("a listing is kept for a minute, sorted once for each order", () => {
  keepListing("a", listing("b", "a"), 1000);
  expect(namesOf("a", 60_999)).toEqual(["a", "b"]);
  expect(keptListing("a", order, 2000)?.sorted).toBe(keptListing("a", order, 3000)?.sorted);
  const down = { sort: "name", order: "desc" } as const;
  expect(keptListing("a", down, 2000)?.sorted.map(({ name }) => name)).toEqual(["b", "a"]);
  expect(namesOf("a", 61_000)).toBeNull();
  expect(namesOf("a", 2000)).toBeNull();
});

test("a clock that was set back ends it", () => {
  keepListing("a", listing("a"), 5000);
  expect(namesOf("a", 4999)).toBeNull();
});

test("eight folders are kept, the last ones read", () => {
  for (let number = 0; number < 10; number++) keepListing(`folder ${number}`, listing(`${number}`), 0);
  const kept = Array.from({ length: 10 }, (_, number) => namesOf(`folder ${number}`, 1) !== null);
  expect(kept).toEqual([false, false, ...Array(8).fill(true)]);
});

test("what is too large for memory is not kept", () => {
  const huge = { folder: entry("folder"), entries: Array<FileEntry>(200_000).fill(entry("x".repeat(40))) };
  keepListing("huge", huge, 0);
  expect(namesOf("huge", 1)).toBeNull();
  const half = { folder: entry("folder"), entries: Array<FileEntry>(30_000).fill(entry("x".repeat(40))) };
  keepListing("first", half, 0);
  keepListing("second", half, 0);
  expect([keptListing("first", order, 1), keptListing("second", order, 1) !== null]).toEqual([null, true]);
});
