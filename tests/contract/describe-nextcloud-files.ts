import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleChunks } from "#lib/nextcloud/files/assemble-chunks.ts";
import { abortChunks, beginChunks, listChunks, putChunk } from "#lib/nextcloud/files/chunks.ts";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import { createLinkShare, deleteLinkShare, listLinkShares } from "#lib/nextcloud/files/link-shares.ts";
import { moveFile } from "#lib/nextcloud/files/move-file.ts";
import { openPreview } from "#lib/nextcloud/files/open-preview.ts";
import { putFile } from "#lib/nextcloud/files/put-file.ts";
import { findFileById, searchFiles } from "#lib/nextcloud/files/search-files.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { listTrash, restoreFromTrash } from "#lib/nextcloud/files/trash.ts";
import { pngPicture } from "#sandbox/seed/png-picture.ts";
import { describeOn } from "./describe-on.ts";
import { type FilesFolder, startFolder } from "./files-folder.ts";
import type { FilesAvailability } from "./files-servers.ts";

const MEGABYTE = 1_000_000;
const refused = (reason: string) => expect.objectContaining({ kind: "rejected", reason });

/** What Nextcloud has beside WebDAV: chunked uploads, trash, search, previews, links, quota, locks. */
export function describeNextcloudFiles(name: string, availability: FilesAvailability): void {
  describeOn(`Nextcloud's own files on ${name}`, availability, (present) => {
    let its: FilesFolder;
    beforeAll(async () => {
      its = await startFolder(present);
    });
    afterAll(() => its?.end());

    const chunk = (id: string, number: number, size: number, destination: string, totalSize: number) =>
      putChunk(its.at, id, number, Readable.from([Buffer.alloc(size, number)]), {
        size,
        totalSize,
        destination,
      });

    test("an upload in parts", async () => {
      const id = `parlour-${randomBytes(8).toString("hex")}`;
      const destination = its.in("groß #1.bin");
      const totalSize = 5 * MEGABYTE + 7;
      expect(await listChunks(its.at, id)).toBeNull();
      await expect(chunk(id, 1, 3, destination, 3)).rejects.toEqual(refused("not-found"));
      await beginChunks(its.at, id, destination);
      await beginChunks(its.at, id, destination);
      await chunk(id, 2, 7, destination, totalSize);
      await expect(assembleChunks(its.at, id, destination, { totalSize })).rejects.toEqual(
        refused("incomplete-upload"),
      );
      await chunk(id, 1, 5 * MEGABYTE, destination, totalSize);
      expect(await listChunks(its.at, id)).toEqual([
        { number: 1, size: 5 * MEGABYTE },
        { number: 2, size: 7 },
      ]);
      const stored = await assembleChunks(its.at, id, destination, {
        totalSize,
        modifiedMs: 1_700_000_000_000,
      });
      const entry = await statFile(its.at, destination);
      expect(entry).toMatchObject({ size: totalSize, modifiedMs: 1_700_000_000_000, ...stored });
      expect(await listChunks(its.at, id)).toBeNull();
    });

    test("an upload in parts overwrites nothing, and can be given up", async () => {
      const id = `parlour-${randomBytes(8).toString("hex")}`;
      const destination = its.in("there.bin");
      await its.put("there.bin", "as it was");
      await beginChunks(its.at, id, destination);
      await chunk(id, 1, 10, destination, 10);
      await expect(assembleChunks(its.at, id, destination, { totalSize: 10 })).rejects.toEqual(
        refused("exists"),
      );
      await abortChunks(its.at, id);
      await abortChunks(its.at, id);
      expect(await listChunks(its.at, id)).toBeNull();
      await expect(assembleChunks(its.at, id, its.in("x.bin"), { totalSize: 10 })).rejects.toEqual(
        refused("not-found"),
      );
      expect(await its.read("there.bin")).toBe("as it was");
    });

    test("what is deleted comes back from the trash", async () => {
      const path = its.in("weg ü.txt");
      await its.put("weg ü.txt", "back again");
      await deleteFile(its.at, path);
      const entry = (await listTrash(its.at)).find(({ originalPath }) => originalPath === path);
      expect(entry?.name).toBe("weg ü.txt");
      expect(Math.abs((entry?.deletedMs ?? 0) - Date.now())).toBeLessThan(120_000);
      if (entry) await restoreFromTrash(its.at, entry);
      expect(await its.read("weg ü.txt")).toBe("back again");
      if (entry) await expect(restoreFromTrash(its.at, entry)).rejects.toEqual(refused("not-found"));
    });

    test("search finds names at any depth, and a file by its id wherever it went", async () => {
      const mark = randomBytes(6).toString("hex");
      const { fileId } = await its.put(`Skizze_${mark}.txt`, "x");
      await its.put(`Skizze ${mark} & 100%.txt`, "x");
      const find = async (text: string, folder = its.folder) =>
        (await searchFiles(its.at, folder, { text, limit: 50 })).map((entry) => entry.name).sort();
      expect(await find(mark)).toEqual([`Skizze ${mark} & 100%.txt`, `Skizze_${mark}.txt`]);
      expect(await find(`skizze_${mark}`)).toEqual([`Skizze_${mark}.txt`]);
      expect(await find(`${mark} & 100%`)).toEqual([`Skizze ${mark} & 100%.txt`]);
      expect(await find(`nothing ${mark}`)).toEqual([]);
      const moved = its.in(`moved ${mark}.txt`);
      await moveFile(its.at, its.in(`Skizze_${mark}.txt`), moved);
      expect(await findFileById(its.at, fileId ?? "")).toMatchObject({ path: moved, fileId });
      expect(await findFileById(its.at, "999999999999")).toBeNull();
    });

    test("pictures have previews", async () => {
      const bytes = pngPicture(640, 400, [200, 120, 40], [40, 60, 90]);
      const path = its.in("picture.png");
      await putFile(its.at, path, Readable.from([bytes]), { size: bytes.length, mimeType: "image/png" });
      const entry = await statFile(its.at, path);
      const preview = await openPreview(its.at, entry?.fileId ?? "", { width: 64, height: 64 });
      expect(preview?.headers["content-type"]).toMatch(/^image\//);
      expect((await buffer(preview?.body ?? Readable.from([]))).length).toBeGreaterThan(50);
      expect(await openPreview(its.at, "999999999", { width: 64, height: 64 })).toBeNull();
    });

    test("links are made, listed and taken back", async () => {
      await its.put("shared.txt", "x");
      const path = its.in("shared.txt");
      const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      const made = await createLinkShare(its.at, path, { password: "Waldviertel-1899-Tinte", expires });
      expect(made).toEqual({ id: made.id, url: expect.stringMatching(/\/s\//), expires, hasPassword: true });
      expect(await listLinkShares(its.at, path)).toEqual([made]);
      await deleteLinkShare(its.at, made.id);
      expect(await listLinkShares(its.at, path)).toEqual([]);
      await expect(deleteLinkShare(its.at, made.id)).rejects.toEqual(refused("not-found"));
      await expect(createLinkShare(its.at, path, { expires: "2020-01-01" })).rejects.toEqual(
        refused("share-refused"),
      );
      await expect(createLinkShare(its.at, its.in("nothing"))).rejects.toEqual(refused("not-found"));
    });

    test("a password that is too short is refused in the server's words", async ({ skip }) => {
      if (!its.server.control) return skip("its policy is its own");
      await its.server.control.setPasswordLength(12);
      await expect(createLinkShare(its.at, its.folder, { password: "a" })).rejects.toMatchObject({
        reason: "share-refused",
        message: expect.stringContaining("12"),
      });
    });

    test("a full account", async ({ skip }) => {
      const { control } = its.server;
      if (!control) return skip("its quota is its own");
      await control.setQuota(1_000);
      const body = Readable.from([Buffer.alloc(MEGABYTE)]);
      await expect(putFile(its.at, its.in("x.bin"), body, { size: MEGABYTE })).rejects.toEqual(
        refused("quota"),
      );
      expect((await statFile(its.at, its.folder))?.quotaAvailableBytes).toBeLessThan(1_000);
      await control.setQuota(null);
      expect((await statFile(its.at, its.folder))?.quotaAvailableBytes).toBeNull();
    });

    test("a locked file", async ({ skip }) => {
      const { control } = its.server;
      if (!control) return skip("nobody locks it");
      await its.put("locked.txt", "x");
      await control.lock(its.in("locked.txt"), true);
      const locked = expect.objectContaining({ reason: "locked", retryable: true });
      await expect(its.put("locked.txt", "y")).rejects.toEqual(locked);
      await expect(deleteFile(its.at, its.in("locked.txt"))).rejects.toEqual(locked);
      await expect(moveFile(its.at, its.in("locked.txt"), its.in("free.txt"))).rejects.toEqual(locked);
      await control.lock(its.in("locked.txt"), false);
      await its.put("locked.txt", "y");
    });
  });
}
