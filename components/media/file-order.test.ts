import { describe, expect, test } from "vitest";
import { matching, ordered } from "./file-order.ts";
import type { MediaRow } from "./media-json.ts";

function row(filename: string, more: Partial<MediaRow> = {}): MediaRow {
  return {
    path: `Nora/${filename}`,
    filename,
    isDir: false,
    mimeType: "image/png",
    size: 1,
    modifiedMs: 1,
    etag: null,
    may: { write: true, rename: true, delete: true, share: true },
    previewUrl: null,
    fileUrl: "/f",
    record: null,
    ...more,
  };
}

const names = (rows: readonly MediaRow[]) => rows.map(({ filename }) => filename);

describe("order", () => {
  const record = { id: "m", filename: "", path: "", state: "stored", uploadedBy: "Mara" } as const;
  const rows = [
    row("b10.png", { modifiedMs: 50, size: 3 }),
    row("Zeta", { isDir: true, size: 900 }),
    row("b2.png", { modifiedMs: 90, size: 7 }),
    row("Ärger.png", { modifiedMs: 10, size: null, record: { ...record, createdMs: 200 } }),
    row("alpha", { isDir: true }),
  ];
  test.each([
    ["newest", ["alpha", "Zeta", "Ärger.png", "b2.png", "b10.png"]],
    ["name", ["alpha", "Zeta", "Ärger.png", "b2.png", "b10.png"]],
    ["size", ["alpha", "Zeta", "b2.png", "b10.png", "Ärger.png"]],
  ] as const)("by %s", (order, expected) => {
    expect(names(ordered(rows, order, "de"))).toEqual(expected);
  });

  test("leaves what it was given alone", () => {
    const before = names(rows);
    ordered(rows, "size", "en");
    expect(names(rows)).toEqual(before);
  });
});

test.each([
  ["", ["Armband Süß.png", "arm.pdf"]],
  ["ARM", ["Armband Süß.png", "arm.pdf"]],
  ["arm suß", ["Armband Süß.png"]],
  ["png arm", ["Armband Süß.png"]],
  ["leg", []],
])("looking for %j", (filter, expected) => {
  expect(names(matching([row("Armband Süß.png"), row("arm.pdf")], filter))).toEqual(expected);
});
