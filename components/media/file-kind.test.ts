import { describe, expect, test } from "vitest";
import { type FileKind, fileKind, isShownByBrowsers } from "./file-kind.ts";

describe("what the viewer can do with it", () => {
  test.each<[FileKind, string, string]>([
    ["image", "image/jpeg", "a.jpg"],
    ["image", "image/heic", "IMG_2.HEIC"],
    ["other", "image/svg+xml", "logo.svg"],
    ["pdf", "application/pdf", "consent.pdf"],
    ["pdf", "application/octet-stream", "consent.PDF"],
    ["other", "application/octet-stream", "a.bin"],
    ["video", "video/mp4", "a.mp4"],
    ["audio", "audio/mpeg", "a.mp3"],
    ["text", "text/plain; charset=utf-8", "a.txt"],
    ["text", "text/html", "a.html"],
    ["text", "text/csv", "a.csv"],
    ["text", "application/json", "a.json"],
    ["sheet", "application/vnd.oasis.opendocument.spreadsheet", "a.ods"],
    ["archive", "application/zip", "a.zip"],
    ["archive", "application/x-7z-compressed", "a.7z"],
    ["other", "", "a"],
  ])("%s: %s %s", (kind, mimeType, filename) => {
    expect(fileKind({ isDir: false, mimeType, filename })).toBe(kind);
  });

  test("a folder whatever its type says", () => {
    expect(fileKind({ isDir: true, mimeType: "image/png", filename: "a.png" })).toBe("folder");
  });
});

test("pictures that only Nextcloud can show", () => {
  expect(isShownByBrowsers("image/png")).toBe(true);
  expect(isShownByBrowsers("image/heic")).toBe(false);
  expect(isShownByBrowsers("image/tiff")).toBe(false);
});
