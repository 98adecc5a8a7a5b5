import { describe, expect, test } from "vitest";
import { readCustomerMedia, readFolderPage, readRow, readShares } from "./media-json.ts";

const row = {
  filename: "a b.png",
  path: "Nora Weiß/Sent Media/a b.png",
  mime_type: "image/png",
  size: 12,
  last_modified: "2026-11-20T10:00:00.000Z",
  is_dir: false,
  etag: '"e1"',
  file_id: "7",
  permissions: { read: true, write: true, rename: true, delete: true, share: false },
  has_preview: true,
  preview_url: "/api/crm/nextcloud/preview?path=x",
  file_url: "/api/crm/nextcloud/file?path=x",
  media: {
    id: "m1",
    filename: "a b.png",
    state: "stored",
    uploaded_by: "Mara",
    created_at: "2026-11-20T10:00:01.000Z",
  },
};

test("a row as the API answers it", () => {
  expect(readRow(row)).toMatchObject({
    path: "Nora Weiß/Sent Media/a b.png",
    size: 12,
    modifiedMs: Date.UTC(2026, 10, 20, 10),
    may: { write: true, share: false },
    record: { id: "m1", state: "stored", uploadedBy: "Mara", createdMs: Date.UTC(2026, 10, 20, 10, 0, 1) },
  });
});

describe("what is missing or strange", () => {
  test.each([[null], ["text"], [{}], [{ path: "" }]])("%j is no row", (value) => {
    expect(readRow(value)).toBeNull();
  });

  test("names, permissions and addresses", () => {
    expect(readRow({ path: "Nora/x#1.txt", permissions: "RGDNVW", size: "12" })).toMatchObject({
      filename: "x#1.txt",
      size: null,
      modifiedMs: null,
      may: { write: false, rename: false, delete: false, share: false },
      fileUrl: "/api/crm/nextcloud/file?path=Nora%2Fx%231.txt",
      previewUrl: null,
      record: null,
    });
  });

  test.each(["https://elsewhere.example/p", "//elsewhere.example/p", "javascript:alert(1)"])(
    "%s is not asked",
    (url) => {
      expect(readRow({ ...row, preview_url: url, file_url: url })).toMatchObject({
        previewUrl: null,
        fileUrl: expect.stringMatching(/^\/api\/crm\/nextcloud\/file\?path=/),
      });
    },
  );
});

test("a customer's media", () => {
  const folders = { sent: "N/Sent Media", received: "N/Received Media", internal: "N/Internal" };
  expect(readCustomerMedia({ rows: [row, {}], folders, reachable: false })).toMatchObject({
    rows: [{ filename: "a b.png" }],
    folders,
    reachable: false,
  });
  expect(readCustomerMedia({ rows: [], folders: null })).toMatchObject({ folders: null, reachable: true });
  expect(readCustomerMedia({ rows: [], folders: { sent: "N/S" } }).folders).toBeNull();
});

test("a page of a folder", () => {
  expect(readFolderPage({ rows: [row], next_cursor: "c2" })).toMatchObject({ rows: [{}], nextCursor: "c2" });
  expect(readFolderPage("<html>")).toEqual({ rows: [], nextCursor: null });
});

test("share links", () => {
  const link = { id: 3, url: "https://cloud.example/s/abc", expires: "2026-12-01", has_password: true };
  expect(readShares({ shares: [link, { id: "4", url: "javascript:1" }, {}] })).toEqual([
    { id: "3", url: link.url, expires: "2026-12-01", hasPassword: true },
  ]);
});
