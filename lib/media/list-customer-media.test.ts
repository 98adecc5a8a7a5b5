import { describe, expect, test } from "vitest";
import { setCustomerFolder } from "#db/queries/customers.ts";
import { findMedia } from "#db/queries/media.ts";
import { type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { browseFolder } from "./browse-folder.ts";
import { listCustomerMedia } from "./list-customer-media.ts";

const SENT = "Nora Weiß/Sent Media";

async function filesOf(studio: FilesStudio, actor: ActorName = "mara") {
  const { rows } = await listCustomerMedia(studio.ctx(actor), "nora");
  return Object.fromEntries(rows.map((row) => [row.path, row.media && [row.media.id, row.media.state]]));
}

async function fileIdOf(studio: FilesStudio, folder: string, name: string): Promise<string> {
  const { rows } = await browseFolder(studio.ctx("admin"), { path: folder });
  const fileId = rows.find(({ filename }) => filename === name)?.fileId;
  if (!fileId) throw new Error(`No fileid of ${name}`);
  return fileId;
}

test("files of the three folders and beside them, uploaded here or put there by hand, each once", async () => {
  const studio = await openFilesStudio();
  await studio.put(`${SENT}/a.png`);
  await studio.put("Nora Weiß/Received Media/b.png");
  await studio.put("Nora Weiß/Internal/c.png");
  await studio.put("Nora Weiß/by hand.png");
  await studio.put("Jonas Gruber/Sent Media/his.png");
  await studio.insertRecord({ id: "a", path: `${SENT}/a.png` });
  expect(await filesOf(studio)).toEqual({
    [`${SENT}/a.png`]: ["a", "stored"],
    "Nora Weiß/Received Media/b.png": null,
    "Nora Weiß/Internal/c.png": null,
    "Nora Weiß/by hand.png": null,
  });
  studio.cloud.cloud.files.quotas.set("parlour", 10_000);
  const media = await listCustomerMedia(studio.ctx("staff"), "nora");
  expect(media).toMatchObject({
    reachable: true,
    availableBytes: 10_000 - 5 * 7,
    folders: { sent: SENT, received: "Nora Weiß/Received Media", internal: "Nora Weiß/Internal" },
  });
});

test("a customer without a folder has no files, and nobody is asked", async () => {
  const studio = await openFilesStudio();
  await studio.insertCustomer("lena", null);
  await studio.insertRecord({ id: "w", customerId: "lena", path: "Lena/Sent Media/w.png", state: "waiting" });
  const media = await listCustomerMedia(studio.ctx("staff"), "lena");
  expect(media.folders).toEqual({ sent: null, received: null, internal: null });
  expect(media.rows.map(({ path }) => path)).toEqual(["Lena/Sent Media/w.png"]);
  expect(studio.proxy.requests).toEqual([]);
});

test("a folder of the three that is missing is empty", async () => {
  const studio = await openFilesStudio();
  await studio.put(`${SENT}/a.png`);
  await studio.byHand("DELETE", "Nora Weiß/Internal");
  expect(Object.keys(await filesOf(studio))).toEqual([`${SENT}/a.png`]);
});

describe("a file that somebody moved keeps its record", () => {
  test("within the customer's folders", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const fileId = await fileIdOf(studio, SENT, "a.png");
    await studio.insertRecord({ id: "a", path: `${SENT}/a.png`, fileId });
    await studio.byHand("MOVE", `${SENT}/a.png`, "Nora Weiß/Internal/b.png");
    expect(await filesOf(studio)).toEqual({ "Nora Weiß/Internal/b.png": ["a", "stored"] });
    expect(await findMedia(studio.db, "a")).toMatchObject({
      path: "Nora Weiß/Internal/b.png",
      direction: "internal",
    });
  });

  test("with another file in its place", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const fileId = await fileIdOf(studio, SENT, "a.png");
    await studio.insertRecord({ id: "a", path: `${SENT}/a.png`, fileId });
    await studio.byHand("MOVE", `${SENT}/a.png`, "Flash.png");
    await studio.put(`${SENT}/a.png`, "another");
    expect(await filesOf(studio)).toMatchObject({
      [`${SENT}/a.png`]: null,
      "Flash.png": ["a", "stored"],
    });
  });

  test("to another customer, whose it is then", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const fileId = await fileIdOf(studio, SENT, "a.png");
    await studio.insertRecord({ id: "a", path: `${SENT}/a.png`, fileId });
    await studio.byHand("MOVE", `${SENT}/a.png`, "Jonas Gruber/Sent Media/a.png");
    expect(await filesOf(studio)).toEqual({});
    const his = await listCustomerMedia(studio.ctx("staff"), "jonas");
    expect(his.rows.map((row) => row.media?.id)).toEqual(["a"]);
  });

  test("with the whole folder", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const folderId = await fileIdOf(studio, "", "Nora Weiß");
    await setCustomerFolder(studio.db, "nora", { folder: "Nora Weiß", folderId });
    await studio.insertRecord({ id: "a", path: `${SENT}/a.png` });
    await studio.byHand("MOVE", "Nora Weiß", "Nora Schwarz");
    expect(await filesOf(studio)).toEqual({ "Nora Schwarz/Sent Media/a.png": ["a", "stored"] });
  });
});

describe("a file that is gone", () => {
  test("is missing until it is back", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const fileId = await fileIdOf(studio, SENT, "a.png");
    await studio.insertRecord({ id: "a", path: `${SENT}/a.png`, fileId });
    await studio.byHand("DELETE", `${SENT}/a.png`);
    expect(await filesOf(studio)).toEqual({ [`${SENT}/a.png`]: ["a", "missing"] });
    expect((await findMedia(studio.db, "a"))?.state).toBe("missing");
    await studio.put(`${SENT}/a.png`, "back");
    expect(await filesOf(studio)).toEqual({ [`${SENT}/a.png`]: ["a", "stored"] });
    expect(await findMedia(studio.db, "a")).toMatchObject({ state: "stored", size: 4 });
  });

  test("has its record again when somebody takes it out of the trash bin in Nextcloud", async () => {
    const studio = await openFilesStudio();
    await studio.put(`${SENT}/a.png`);
    const fileId = await fileIdOf(studio, SENT, "a.png");
    await studio.insertRecord({ id: "a", path: `${SENT}/old name.png`, fileId, state: "deleted" });
    await studio.insertRecord({ id: "b", path: `${SENT}/b.png`, fileId: "999999", state: "deleted" });
    expect(await filesOf(studio)).toEqual({ [`${SENT}/a.png`]: ["a", "stored"] });
    expect(await findMedia(studio.db, "a")).toMatchObject({ path: `${SENT}/a.png`, state: "stored" });
    expect((await findMedia(studio.db, "b"))?.state).toBe("deleted");
  });

  test("is looked for ten at a time; those nobody asked for stay as they are", async () => {
    const studio = await openFilesStudio();
    for (let number = 0; number < 12; number++)
      await studio.insertRecord({ path: `${SENT}/${number}.png`, fileId: String(900_000 + number) });
    const states = Object.values(await filesOf(studio)).map((media) => media?.[1]);
    expect(states.filter((state) => state === "missing")).toHaveLength(10);
    expect(states.filter((state) => state === "stored")).toHaveLength(2);
    expect(studio.proxy.requests.filter(({ method }) => method === "SEARCH")).toHaveLength(10);
    const later = Object.values(await filesOf(studio)).map((media) => media?.[1]);
    expect(later.filter((state) => state === "missing")).toHaveLength(12);
  });
});

test("records of files in other folders are looked at there", async () => {
  const studio = await openFilesStudio();
  await studio.put("Nora Weiß/Sent Media/2026/a.png");
  await studio.insertRecord({ id: "a", path: "Nora Weiß/Sent Media/2026/a.png" });
  await studio.insertRecord({ id: "b", path: "Nora Weiß/Sent Media/2026/b.png" });
  expect(await filesOf(studio)).toEqual({
    "Nora Weiß/Sent Media/2026/a.png": ["a", "stored"],
    "Nora Weiß/Sent Media/2026/b.png": ["b", "missing"],
  });
});

test("a look that finds nothing new writes nothing", async () => {
  const studio = await openFilesStudio();
  await studio.put(`${SENT}/a.png`);
  await studio.insertRecord({ id: "a", path: `${SENT}/a.png` });
  await filesOf(studio);
  const before = await findMedia(studio.db, "a");
  studio.clock.advance(60_000);
  await filesOf(studio);
  expect(await findMedia(studio.db, "a")).toEqual(before);
});

test("without Nextcloud the records say what there is", async () => {
  const studio = await openFilesStudio();
  await studio.insertRecord({ id: "a", path: `${SENT}/a.png` });
  await studio.insertRecord({ id: "w", path: `${SENT}/w.png`, state: "waiting" });
  await studio.insertRecord({ id: "d", path: `${SENT}/d.png`, state: "deleted" });
  studio.cloud.cloud.faults.add({ status: 503 });
  const media = await listCustomerMedia(studio.ctx("mara"), "nora");
  expect(media.reachable).toBe(false);
  expect(media.rows.map((row) => [row.media?.id, row.media?.state])).toEqual([
    ["w", "waiting"],
    ["a", "stored"],
  ]);
  expect(media.folders.sent).toBe(SENT);
  expect((await findMedia(studio.db, "a"))?.state).toBe("stored");
});

test("an artist sees the files of customers of theirs only", async () => {
  const studio = await openFilesStudio();
  await expect(listCustomerMedia(studio.ctx("theo"), "nora")).rejects.toMatchObject({ code: "not_found" });
  await expect(listCustomerMedia(studio.ctx("mara"), "jonas")).rejects.toMatchObject({ code: "not_found" });
});
