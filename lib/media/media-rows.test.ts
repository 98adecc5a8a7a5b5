import { describe, expect, test } from "vitest";
import type { MediaRow } from "#db/queries/media.ts";
import { matchRecords } from "./media-rows.ts";

function record(id: string, more: Partial<MediaRow>): MediaRow {
  return {
    id,
    customerId: "nora",
    path: `${id}.png`,
    fileId: null,
    etag: null,
    direction: null,
    mimeType: "image/png",
    size: 1,
    state: "stored",
    spoolId: null,
    uploadedById: null,
    uploadedByName: "Mara",
    createdAt: 0,
    updatedAt: 0,
    ...more,
  };
}

function matched(files: [path: string, fileId: string | null][], records: MediaRow[]) {
  const result = matchRecords(
    files.map(([path, fileId]) => ({ path, fileId })),
    records,
  );
  return {
    of: Object.fromEntries([...result.recordOf].map(([path, { id }]) => [path, id])),
    moved: result.moved.map(({ record, path }) => [record.id, path]),
    replaced: result.replaced.map(({ record, path }) => [record.id, path]),
    unmatched: result.unmatched.map(({ id }) => id),
  };
}

const nothing = { moved: [], replaced: [], unmatched: [] };

describe("which record is a file's", () => {
  test("the one with its path, where there are no fileids", () => {
    expect(matched([["a.png", null]], [record("a", {})])).toEqual({ ...nothing, of: { "a.png": "a" } });
  });

  test("the one with its fileid, wherever it says to be", () => {
    expect(matched([["b.png", "1"]], [record("a", { fileId: "1" })])).toEqual({
      ...nothing,
      of: { "b.png": "a" },
      moved: [["a", "b.png"]],
    });
  });

  test("two files that changed places change places", () => {
    const records = [record("a", { fileId: "1" }), record("b", { fileId: "2" })];
    expect(
      matched(
        [
          ["a.png", "2"],
          ["b.png", "1"],
        ],
        records,
      ),
    ).toEqual({
      ...nothing,
      of: { "a.png": "b", "b.png": "a" },
      moved: [
        ["b", "a.png"],
        ["a", "b.png"],
      ],
    });
  });

  test("the one of its path after it was saved anew", () => {
    expect(matched([["a.png", "9"]], [record("a", { fileId: "1" })])).toEqual({
      ...nothing,
      of: { "a.png": "a" },
      replaced: [["a", "a.png"]],
    });
  });

  test("one only: what stands before what is missing, then the newest", () => {
    const records = [
      record("old", { path: "a.png", createdAt: 1 }),
      record("new", { path: "a.png", createdAt: 2 }),
      record("missing", { path: "a.png", createdAt: 3, state: "missing" }),
    ];
    expect(matched([["a.png", null]], records)).toEqual({
      ...nothing,
      of: { "a.png": "new" },
      unmatched: ["old", "missing"],
    });
  });

  test("none that waits or is in the trash bin", () => {
    const records = [
      record("w", { path: "a.png", state: "waiting" }),
      record("d", { path: "a.png", state: "deleted" }),
    ];
    expect(matched([["a.png", null]], records)).toEqual({ ...nothing, of: {} });
  });
});
