import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { browseFolder } from "./browse-folder.ts";
import type { FolderPage } from "./file-view.ts";

const ODD_NAMES = [
  "100% fertig + signiert.jpg",
  "Schwalbe – Entwurf #2.png",
  "Notizen?.txt",
  "a&b;c:d.png",
  "%41.txt",
  "%2e%2e.txt",
  "Ärmel 🐉.png",
  " leading and trailing ",
  "日本語.pdf",
];

test("a folder lists what lies in it, folders first, in the order people count in", async () => {
  const studio = await openFilesStudio();
  for (const name of ["Skizze 10.png", "skizze 9.png", "Ärmel.png", "Zebra.png"])
    await studio.put(`Nora Weiß/${name}`);
  const page = await browseFolder(studio.ctx("staff"), { path: "Nora Weiß" });
  expect(page.rows.map(({ filename, isDir }) => [filename, isDir])).toEqual([
    ["Internal", true],
    ["Received Media", true],
    ["Sent Media", true],
    ["Ärmel.png", false],
    ["skizze 9.png", false],
    ["Skizze 10.png", false],
    ["Zebra.png", false],
  ]);
  expect(page).toMatchObject({ path: "Nora Weiß", total: 7, nextCursor: null });
  const file = page.rows.find(({ filename }) => filename === "Zebra.png");
  expect(file).toMatchObject({
    path: "Nora Weiß/Zebra.png",
    mimeType: "image/png",
    size: 7,
    modifiedMs: expect.any(Number),
    etag: expect.stringMatching(/^".+"$/),
    fileId: expect.stringMatching(/^\d+$/),
    media: null,
    permissions: { read: true, write: true, rename: true, delete: true, share: true },
  });
});

test("the other orders, and what is left of the quota", async () => {
  const studio = await openFilesStudio();
  await studio.put("Flash/large.txt", "x".repeat(300));
  await studio.put("Flash/small.txt", "x");
  await studio.put("Flash/middle.png", "x".repeat(20));
  studio.makeFolder("Flash/folder");
  studio.cloud.cloud.files.quotas.set("parlour", 10_000);
  const names = async (more: Parameters<typeof browseFolder>[1]) =>
    (await browseFolder(studio.ctx("staff"), more)).rows.map(({ filename }) => filename);
  expect(await names({ path: "Flash", sort: "size", order: "desc" })).toEqual([
    "folder",
    "large.txt",
    "middle.png",
    "small.txt",
  ]);
  expect(await names({ path: "Flash", sort: "size" })).toEqual([
    "folder",
    "small.txt",
    "middle.png",
    "large.txt",
  ]);
  expect(await names({ path: "Flash", sort: "type" })).toEqual([
    "folder",
    "middle.png",
    "large.txt",
    "small.txt",
  ]);
  expect(await names({ path: "Flash", order: "desc" })).toEqual([
    "folder",
    "small.txt",
    "middle.png",
    "large.txt",
  ]);
  const { availableBytes } = await browseFolder(studio.ctx("staff"), { path: "Flash" });
  expect(availableBytes).toBe(10_000 - 321);
});

test("odd names come back as they are", async () => {
  const studio = await openFilesStudio();
  for (const name of ODD_NAMES) await studio.put(`Nora Weiß/${name}`, name);
  const { rows } = await browseFolder(studio.ctx("staff"), { path: "Nora Weiß" });
  const files = rows.filter(({ isDir }) => !isDir).map(({ filename }) => filename);
  expect(files.toSorted()).toEqual(ODD_NAMES.toSorted());
});

describe("five thousand entries", () => {
  async function flashes(count: number) {
    const studio = await openFilesStudio();
    const folder = studio.diskPath("Flash");
    mkdirSync(folder);
    for (let number = 0; number < count; number++) writeFileSync(join(folder, `Flash ${number}.png`), "");
    return studio;
  }

  test("come in pages, each once, and only the first asks Nextcloud", async () => {
    const studio = await flashes(5000);
    const ctx = studio.ctx("staff");
    const first = await browseFolder(ctx, { path: "Flash" });
    expect(first).toMatchObject({ total: 5000, rows: { length: 200 } });
    const asked = studio.proxy.requests.length;
    const names = first.rows.map(({ filename }) => filename);
    let page: FolderPage = first;
    // Files that come and go meanwhile change nothing of what was read.
    await studio.put("Flash/Flash 0a.png");
    await studio.byHand("DELETE", "Flash/Flash 4000.png");
    while (page.nextCursor !== null) {
      page = await browseFolder(ctx, { path: "Flash", limit: 500, cursor: page.nextCursor });
      names.push(...page.rows.map(({ filename }) => filename));
    }
    expect(names).toEqual(Array.from({ length: 5000 }, (_, number) => `Flash ${number}.png`));
    expect(studio.proxy.requests.length).toBe(asked);
    // The first page is always fresh.
    expect((await browseFolder(ctx, { path: "Flash" })).rows[1]?.filename).toBe("Flash 0a.png");
  });

  test("a page asked for after a minute begins behind the last row, also where that is gone", async () => {
    const studio = await flashes(50);
    const ctx = studio.ctx("staff");
    const first = await browseFolder(ctx, { path: "Flash", limit: 3 });
    await studio.byHand("DELETE", "Flash/Flash 2.png");
    await studio.byHand("DELETE", "Flash/Flash 1.png");
    studio.clock.advance(61_000);
    const next = await browseFolder(ctx, { path: "Flash", limit: 2, cursor: first.nextCursor ?? "" });
    expect(next.rows.map(({ filename }) => filename)).toEqual(["Flash 3.png", "Flash 4.png"]);
    expect(next.total).toBe(48);
  });
});

test("a cursor of another order, or of nobody, is refused", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("staff");
  const { nextCursor } = await browseFolder(ctx, { path: "Nora Weiß", limit: 1 });
  const cursor = nextCursor ?? "";
  expect((await browseFolder(ctx, { path: "Nora Weiß", limit: 1, cursor })).rows).toHaveLength(1);
  for (const more of [{ cursor, sort: "size" as const }, { cursor: "x" }, { cursor: "" }])
    await expect(browseFolder(ctx, { path: "Nora Weiß", ...more })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { cursor: ["unknown"] },
    });
});

test("each file is beside its record, found by path, or by fileid where it was moved", async () => {
  const studio = await openFilesStudio();
  await studio.put("Nora Weiß/Sent Media/a.png");
  await studio.put("Nora Weiß/Sent Media/b.png");
  await studio.put("Nora Weiß/Sent Media/by hand.png");
  const list = async () =>
    (await browseFolder(studio.ctx("mara"), { path: "Nora Weiß/Sent Media" })).rows.map((row) => [
      row.filename,
      row.media?.id ?? null,
    ]);
  const [, b] = (await browseFolder(studio.ctx("staff"), { path: "Nora Weiß/Sent Media" })).rows;
  await studio.insertRecord({ id: "of-a", path: "Nora Weiß/Sent Media/a.png" });
  await studio.insertRecord({ id: "of-b", path: "Nora Weiß/old.png", fileId: b?.fileId ?? null });
  await studio.insertRecord({ id: "gone", path: "Nora Weiß/Sent Media/by hand.png", state: "deleted" });
  expect(await list()).toEqual([
    ["a.png", "of-a"],
    ["b.png", "of-b"],
    ["by hand.png", null],
  ]);
});

test("with names no path of ours can say nothing can be done", async () => {
  const studio = await openFilesStudio();
  await studio.put("a%00b.png");
  await studio.put("05_Customers/x.png");
  const { rows } = await browseFolder(studio.ctx("admin"), { path: "" });
  const may = Object.fromEntries(
    rows.map((row) => [row.filename, Object.values(row.permissions).includes(true)]),
  );
  expect(may).toEqual({ "05_Customers": false, "a%00b.png": false, "Jonas Gruber": true, "Nora Weiß": true });
});

describe("nothing outside of the base is asked for", () => {
  test("whatever the path", async () => {
    const studio = await openFilesStudio();
    for (const [name, path] of ESCAPES)
      await expect(browseFolder(studio.ctx("admin"), { path }), name).rejects.toMatchObject({
        code: "invalid_input",
        errors: { path: ["name_not_allowed"] },
      });
    expect(studio.proxy.requests).toEqual([]);
  });
});

describe("what goes wrong is told", () => {
  test("there is no such folder, or it is a file", async () => {
    const studio = await openFilesStudio();
    await studio.put("Nora Weiß/a.png");
    for (const path of ["Nobody", "Nora Weiß/a.png"])
      await expect(browseFolder(studio.ctx("staff"), { path })).rejects.toMatchObject({ code: "not_found" });
  });

  test("the base folder is missing", async () => {
    const studio = await openFilesStudio({ variables: { NEXTCLOUD_FILES_BASE_PATH: "99_Nowhere" } });
    await expect(browseFolder(studio.ctx("admin"), { path: "" })).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("99_Nowhere"),
    });
  });

  test("not configured", async () => {
    const studio = await openStudio();
    await expect(browseFolder(studio.ctx("staff"), { path: "" })).rejects.toMatchObject({
      kind: "not-configured",
      message:
        "Files not configured: NEXTCLOUD_BASE_URL, NEXTCLOUD_USERNAME, NEXTCLOUD_PASSWORD, NEXTCLOUD_FILES_BASE_PATH missing.",
    });
  });

  test("Nextcloud is down", async () => {
    const studio = await openFilesStudio();
    studio.cloud.cloud.faults.add({ status: 503 });
    await expect(browseFolder(studio.ctx("staff"), { path: "" })).rejects.toMatchObject({
      name: "UpstreamError",
      status: 503,
    });
    studio.cloud.cloud.faults.clear();
    studio.cloud.cloud.faults.add({ drop: true });
    await expect(browseFolder(studio.ctx("staff"), { path: "" })).rejects.toMatchObject({
      name: "UpstreamError",
      kind: "network",
    });
  });
});
