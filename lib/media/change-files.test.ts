import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { findMedia } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { browseFolder } from "./browse-folder.ts";
import { deleteFile } from "./delete-file.ts";
import { makeFolder } from "./make-folder.ts";
import { moveFile } from "./move-file.ts";
import { renameFile } from "./rename-file.ts";
import { restoreFile } from "./restore-file.ts";
import { searchFiles } from "./search-files.ts";

const SENT = "Nora Weiß/Sent Media";

async function deleted(ctx: Ctx, path: string) {
  const undo = await deleteFile(ctx, { path });
  if (!undo) throw new Error("nothing to bring back");
  return undo;
}

describe("odd names", () => {
  test.each([
    "100% fertig + signiert.jpg",
    "Schwalbe – Entwurf #2.png",
    "Notizen?.txt",
    "a&b;c:d.png",
    "%41.txt",
    "%2e%2e.txt",
    "Ärmel 🐉.png",
    " leading and trailing ",
    "'quotes' and \"more\" <x>.png",
    "x".repeat(250),
  ])("%s is listed, renamed, moved, deleted and brought back", async (name) => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("mara");
    await studio.put(`${SENT}/plain.png`, "the same bytes");
    expect(await renameFile(ctx, { path: `${SENT}/plain.png`, name })).toMatchObject({ filename: name });
    const listed = (await browseFolder(ctx, { path: SENT })).rows;
    expect(listed.map(({ path }) => path)).toEqual([`${SENT}/${name}`]);
    const to = `Nora Weiß/Internal/${name}`;
    expect(await moveFile(ctx, { from: `${SENT}/${name}`, to })).toMatchObject({ path: to, size: 14 });
    const undo = await deleted(ctx, to);
    expect(studio.has(to)).toBe(false);
    expect(await restoreFile(ctx, undo)).toMatchObject({ path: to, filename: name, size: 14 });
    expect((await renameFile(ctx, { path: to, name: "plain.png" })).filename).toBe("plain.png");
    expect(studio.has("Nora Weiß/Internal/plain.png")).toBe(true);
  });
});

describe("what is known of files goes with them", () => {
  test("a file that is moved", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    await studio.insertRecord({ id: "m", path: `${SENT}/a.png` });
    const from = `${SENT}/a.png`;
    const to = "Jonas Gruber/Received Media/b.png";
    const moved = await moveFile(studio.ctx("staff"), { from, to });
    expect(moved.media).toMatchObject({ id: "m", customerId: "jonas", direction: "received", path: to });
    expect(await findMedia(studio.db, "m")).toMatchObject({ path: to, customerId: "jonas" });
    expect(await listAudit(studio.db, "file", to)).toMatchObject([
      { action: "moved", detail: { from, to }, actorId: "user-staff" },
    ]);
  });

  test("everything in a folder, and nothing beside it", async () => {
    const studio = await openFilesStudio();
    await studio.put("Nora Weiß/a/1.png");
    await studio.put("Nora Weiß/ab/2.png");
    await studio.insertRecord({ id: "in", path: "Nora Weiß/a/1.png" });
    await studio.insertRecord({ id: "beside", path: "Nora Weiß/ab/2.png" });
    await studio.insertRecord({ id: "waits", path: "Nora Weiß/a/3.png", state: "waiting" });
    await renameFile(studio.ctx("mara"), { path: "Nora Weiß/a", name: "🐉" });
    expect((await findMedia(studio.db, "in"))?.path).toBe("Nora Weiß/🐉/1.png");
    expect((await findMedia(studio.db, "waits"))?.path).toBe("Nora Weiß/🐉/3.png");
    expect((await findMedia(studio.db, "beside"))?.path).toBe("Nora Weiß/ab/2.png");
  });

  test("a customer's own folder, which only the front desk moves", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    await studio.insertRecord({ id: "m", path: `${SENT}/a.png` });
    const change = { path: "Nora Weiß", name: "Nora Schwarz" };
    await expect(renameFile(studio.ctx("mara"), change)).rejects.toMatchObject({ code: "not_found" });
    await renameFile(studio.ctx("staff"), change);
    expect((await findCustomerRow(studio.db, "nora"))?.nextcloudFolder).toBe("Nora Schwarz");
    expect(await findMedia(studio.db, "m")).toMatchObject({
      path: "Nora Schwarz/Sent Media/a.png",
      customerId: "nora",
      direction: "sent",
    });
    const into = { from: "Nora Schwarz", to: "Jonas Gruber/Nora" };
    await expect(moveFile(studio.ctx("admin"), into)).rejects.toMatchObject({ code: "not_allowed" });
  });
});

describe("moving is refused", () => {
  test.each<[string, { from: string; to: string }, object]>([
    ["onto something", { from: `${SENT}/a.png`, to: `${SENT}/b.png` }, { code: "name_taken" }],
    ["from nowhere", { from: `${SENT}/no.png`, to: `${SENT}/c.png` }, { code: "not_found" }],
    ["into no folder", { from: `${SENT}/a.png`, to: "Nora Weiß/no/c.png" }, { code: "not_found" }],
    ["into itself", { from: "Nora Weiß/Sent Media", to: `${SENT}/x` }, { errors: { to: ["into_itself"] } }],
    ["of the base", { from: "", to: "Nora Weiß/x" }, { code: "not_allowed" }],
    ["onto the base", { from: `${SENT}/a.png`, to: "/" }, { code: "not_allowed" }],
    [
      "to a name that only the base can have",
      { from: `${SENT}/a.png`, to: "05_Customers/05_Customers" },
      { errors: { to: ["name_not_allowed"] } },
    ],
    [
      "to a name of Nextcloud's",
      { from: `${SENT}/a.png`, to: `${SENT}/a.part` },
      { errors: { to: ["name_not_allowed"] } },
    ],
  ])("%s", async (_name, move, error) => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    await studio.put(`${SENT}/b.png`, "other");
    await expect(moveFile(studio.ctx("staff"), move)).rejects.toMatchObject(error);
    expect([studio.has(`${SENT}/a.png`), studio.has(`${SENT}/b.png`)]).toEqual([true, true]);
  });
});

test("a folder is made once, in one that is there", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("mara");
  expect(await makeFolder(ctx, { path: "Nora Weiß/Skizzen #1" })).toMatchObject({
    path: "Nora Weiß/Skizzen #1",
    isDir: true,
  });
  await expect(makeFolder(ctx, { path: "Nora Weiß/Skizzen #1" })).rejects.toMatchObject({
    code: "name_taken",
  });
  await expect(makeFolder(ctx, { path: "Nora Weiß/no/x" })).rejects.toMatchObject({ code: "not_found" });
  await expect(makeFolder(ctx, { path: "Flash" })).rejects.toMatchObject({ code: "not_found" });
  expect(await makeFolder(studio.ctx("staff"), { path: "Flash" })).toMatchObject({ path: "Flash" });
});

describe("searching", () => {
  test("finds names below a folder, whatever the case, and nothing beside it", async () => {
    const studio = await openFilesStudio();
    await studio.put("Nora Weiß/Sent Media/Kraken 10.png");
    await studio.put("Nora Weiß/Kraken 9.png");
    await studio.put("Jonas Gruber/KRAKEN & Ärmel.png");
    await studio.put("../Private/Kraken.png");
    const found = async (ctx: Ctx, path?: string) =>
      (await searchFiles(ctx, { text: "kraken", ...(path === undefined ? {} : { path }) })).map(
        (row) => row.path,
      );
    expect(await found(studio.ctx("staff"))).toEqual([
      "Jonas Gruber/KRAKEN & Ärmel.png",
      "Nora Weiß/Kraken 9.png",
      "Nora Weiß/Sent Media/Kraken 10.png",
    ]);
    expect(await found(studio.ctx("mara"), "Nora Weiß")).toEqual([
      "Nora Weiß/Kraken 9.png",
      "Nora Weiß/Sent Media/Kraken 10.png",
    ]);
    await expect(found(studio.ctx("mara"))).rejects.toMatchObject({ code: "not_allowed" });
    await expect(found(studio.ctx("mara"), "Jonas Gruber")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("no verb asks for anything outside of the base", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("admin");
  const inside = `${SENT}/a.png`;
  for (const [name, path] of ESCAPES) {
    const attempts = [
      makeFolder(ctx, { path }),
      moveFile(ctx, { from: path, to: inside }),
      moveFile(ctx, { from: inside, to: path }),
      renameFile(ctx, { path, name: "x" }),
      renameFile(ctx, { path: inside, name: path }),
      deleteFile(ctx, { path }),
      restoreFile(ctx, { path, deletedMs: studio.clock.now() }),
      searchFiles(ctx, { text: "secret", path }),
    ];
    for (const attempt of attempts)
      await expect(attempt, name).rejects.toMatchObject({ code: "invalid_input" });
  }
  expect(studio.proxy.requests).toEqual([]);
});

test("what is asked stands below the base, and never to an infinite depth", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("staff");
  await studio.put(`${SENT}/a.png`);
  await browseFolder(ctx, { path: "" });
  await renameFile(ctx, { path: `${SENT}/a.png`, name: "b.png" });
  await restoreFile(ctx, await deleted(ctx, `${SENT}/b.png`));
  const asked = studio.proxy.requests.map(({ path }) => path);
  expect(asked.length).toBeGreaterThan(5);
  for (const path of asked)
    expect(path).toMatch(
      /^\/remote\.php\/dav\/(files\/parlour\/05_Customers(\/|$)|trashbin\/parlour\/trash)/,
    );
});
