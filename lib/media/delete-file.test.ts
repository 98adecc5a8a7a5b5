import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findMedia } from "#db/queries/media.ts";
import { enqueue } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { browseFolder } from "./browse-folder.ts";
import { deleteFile } from "./delete-file.ts";
import { fileRow } from "./file-row.ts";
import { moveFile } from "./move-file.ts";
import { renameFile } from "./rename-file.ts";
import { restoreFile } from "./restore-file.ts";

const SENT = "Nora Weiß/Sent Media";

async function deleted(ctx: Ctx, path: string) {
  const undo = await deleteFile(ctx, { path });
  if (!undo) throw new Error("nothing to bring back");
  return undo;
}

describe("deleting", () => {
  test("goes to the trash bin with the record, and back with it", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("mara");
    await studio.put(`${SENT}/a.png`, "bytes");
    await studio.insertRecord({ id: "m", path: `${SENT}/a.png` });
    const undo = await deleted(ctx, `${SENT}/a.png`);
    expect(undo).toEqual({ path: `${SENT}/a.png`, deletedMs: studio.clock.now() });
    expect((await findMedia(studio.db, "m"))?.state).toBe("deleted");
    await expect(deleteFile(ctx, { path: `${SENT}/a.png` })).rejects.toMatchObject({ code: "not_found" });
    const restored = await restoreFile(ctx, undo);
    expect(restored).toMatchObject({ path: `${SENT}/a.png`, size: 5, media: { id: "m", state: "stored" } });
    expect(await listAudit(studio.db, "file", `${SENT}/a.png`)).toMatchObject([
      { action: "deleted", actorKind: "artist", detail: { isFolder: false, size: 5 } },
      { action: "restored", actorKind: "artist" },
    ]);
    await expect(restoreFile(ctx, undo)).rejects.toMatchObject({ code: "not_found" });
  });

  test("finds the record of a file that somebody moved in Nextcloud", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("mara");
    await studio.put(`${SENT}/a.png`);
    const fileId = (await browseFolder(ctx, { path: SENT })).rows[0]?.fileId ?? null;
    await studio.insertRecord({ id: "m", path: "Nora Weiß/Internal/old.png", fileId });
    const undo = await deleted(ctx, `${SENT}/a.png`);
    expect((await findMedia(studio.db, "m"))?.state).toBe("deleted");
    expect((await restoreFile(ctx, undo)).media).toMatchObject({ id: "m", path: `${SENT}/a.png` });
    expect((await findMedia(studio.db, "m"))?.state).toBe("stored");
  });

  test("a folder takes what is in it along, and brings it back", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    await studio.put("Nora Weiß/Alt/1.png");
    await studio.insertRecord({ id: "m", path: "Nora Weiß/Alt/1.png" });
    await studio.insertRecord({ id: "earlier", path: "Nora Weiß/Alt/0.png", state: "deleted" });
    await expect(deleteFile(studio.ctx("mara"), { path: "Nora Weiß/Alt" })).rejects.toMatchObject({
      code: "not_allowed",
    });
    const undo = await deleted(ctx, "Nora Weiß/Alt");
    expect((await findMedia(studio.db, "m"))?.state).toBe("deleted");
    await restoreFile(ctx, undo);
    expect(studio.has("Nora Weiß/Alt/1.png")).toBe(true);
    expect((await findMedia(studio.db, "m"))?.state).toBe("stored");
    expect((await findMedia(studio.db, "earlier"))?.state).toBe("deleted");
  });

  test("drops what waits, while Nextcloud is away too, but nothing that Nextcloud has", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    const path = `${SENT}/waits.png`;
    const record = { id: "w", path, state: "waiting" as const, spoolId: "waiting-one" };
    await studio.insertRecord(record);
    enqueue(studio.db, fileRow(ctx, record));
    await studio.put(`${SENT}/a.png`);
    await studio.insertRecord({ id: "m", path: `${SENT}/a.png` });
    studio.cloud.cloud.faults.add({ drop: true });
    await expect(deleteFile(ctx, { path, etag: '"seen"' })).rejects.toBeInstanceOf(UpstreamError);
    expect((await findMedia(studio.db, "w"))?.state).toBe("waiting");
    expect(await deleteFile(ctx, { path })).toBeNull();
    expect((await findMedia(studio.db, "w"))?.state).toBe("deleted");
    expect(await studio.outboxIds()).toEqual([]);
    await expect(deleteFile(ctx, { path: `${SENT}/a.png` })).rejects.toBeInstanceOf(UpstreamError);
    expect((await findMedia(studio.db, "m"))?.state).toBe("stored");
  });

  test("never takes the base or a customer's own folder", async () => {
    const studio = await openFilesStudio();
    studio.makeFolder("Archiv/Lena");
    await studio.insertCustomer("lena", "Archiv/Lena");
    for (const path of ["", "/", "Nora Weiß", "Archiv/Lena", "Archiv", "05_Customers"])
      await expect(deleteFile(studio.ctx("admin"), { path })).rejects.toMatchObject({ code: "not_allowed" });
    expect(studio.proxy.requests.map(({ method }) => method)).not.toContain("DELETE");
  });

  test("only of the version that was seen", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    const path = `${SENT}/a.png`;
    await studio.put(path, "one");
    const etag = (await browseFolder(ctx, { path: SENT })).rows[0]?.etag ?? "";
    await studio.put(path, "somebody else's");
    await expect(deleteFile(ctx, { path, etag })).rejects.toMatchObject({ code: "file_changed" });
    expect(studio.has(path)).toBe(true);
    const now = (await browseFolder(ctx, { path: SENT })).rows[0]?.etag ?? "";
    await deleteFile(ctx, { path, etag: now });
    expect(studio.has(path)).toBe(false);
  });

  test("a locked file stays", async () => {
    const studio = await openFilesStudio();
    const path = `${SENT}/a.png`;
    await studio.put(path);
    studio.cloud.cloud.files.locks.add(`parlour/05_Customers/${path}`);
    await expect(deleteFile(studio.ctx("staff"), { path })).rejects.toMatchObject({ code: "file_locked" });
    await expect(moveFile(studio.ctx("staff"), { from: path, to: `${SENT}/b.png` })).rejects.toMatchObject({
      code: "file_locked",
    });
    expect(studio.has(path)).toBe(true);
  });

  test("what still waits in the spool is dropped", async () => {
    const studio = await openFilesStudio();
    await studio.insertRecord({ id: "m", path: `${SENT}/a.png`, state: "waiting" });
    expect(await deleteFile(studio.ctx("mara"), { path: `${SENT}/a.png` })).toBeNull();
    expect((await findMedia(studio.db, "m"))?.state).toBe("deleted");
    await expect(deleteFile(studio.ctx("mara"), { path: `${SENT}/a.png` })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("bringing back is refused", () => {
  test("where something else stands by now, and works once that is out of the way", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    await studio.put(`${SENT}/a.png`, "first");
    const undo = await deleted(ctx, `${SENT}/a.png`);
    await studio.put(`${SENT}/a.png`, "second one");
    await expect(restoreFile(ctx, undo)).rejects.toMatchObject({ code: "name_taken" });
    await renameFile(ctx, { path: `${SENT}/a.png`, name: "b.png" });
    expect(await restoreFile(ctx, undo)).toMatchObject({ path: `${SENT}/a.png`, size: 5 });
  });

  test("where the folder is gone", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    await studio.put("Nora Weiß/Alt/1.png");
    const undo = await deleted(ctx, "Nora Weiß/Alt/1.png");
    await studio.byHand("DELETE", "Nora Weiß/Alt");
    await expect(restoreFile(ctx, undo)).rejects.toMatchObject({
      code: "not_found",
      message: "The folder it was in is gone.",
    });
  });

  test("for what was deleted at another time, or from elsewhere", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff");
    await studio.put(`${SENT}/a.png`);
    const { path, deletedMs } = await deleted(ctx, `${SENT}/a.png`);
    const anHour = 3_600_000;
    for (const wrong of [
      { path, deletedMs: deletedMs - anHour },
      { path: "Nora Weiß/a.png", deletedMs },
    ])
      await expect(restoreFile(ctx, wrong)).rejects.toMatchObject({ code: "not_found" });
  });
});
