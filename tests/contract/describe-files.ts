import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { makeFolder } from "#lib/nextcloud/files/make-folder.ts";
import { moveFile } from "#lib/nextcloud/files/move-file.ts";
import { type OpenFileOptions, openFile } from "#lib/nextcloud/files/open-file.ts";
import { putFile } from "#lib/nextcloud/files/put-file.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { describeOn } from "./describe-on.ts";
import { type FilesFolder, startFolder } from "./files-folder.ts";
import type { FilesAvailability, FilesDifferences } from "./files-servers.ts";

/** As people write them, and as they were recorded with a real Nextcloud. */
const ODD_NAMES = [
  " führend.txt",
  "ende.txt ",
  "%41.txt",
  "100% fertig #1?+&=;.txt",
  "[1]{2}.txt",
  "a+b.txt",
  "apo's.txt",
  "emoji 🩰.txt",
  'x:y|z*<>".txt',
  "Ümläut ß.txt",
  "..a",
  `${"l".repeat(246)}.txt`,
];

const refused = (reason: string) => expect.objectContaining({ kind: "rejected", reason });

/** Files and folders, as every WebDAV server has them. */
export function describeFiles(name: string, availability: FilesAvailability, known: FilesDifferences): void {
  describeOn(`files on ${name}`, availability, (present) => {
    let its: FilesFolder;
    beforeAll(async () => {
      its = await startFolder(present);
    });
    afterAll(() => its?.end());
    const open = (path: string, headers: OpenFileOptions["headers"] = {}) =>
      openFile(its.at, its.in(path), { method: "GET", headers });
    const names = async (path: string) => (await listFolder(its.at, path)).entries.map((entry) => entry.name);

    test.each(ODD_NAMES)("the name %j goes through everything", async (odd) => {
      await its.put(odd, odd, { ifNoneMatch: "*" });
      expect(await names(its.folder)).toContain(odd);
      expect(await its.read(odd)).toBe(odd);
      const entry = await statFile(its.at, its.in(odd));
      const size = Buffer.byteLength(odd);
      expect(entry).toMatchObject({ name: odd, path: its.in(odd), isFolder: false, size });
      const folder = `to ${odd}`.slice(0, 250);
      await makeFolder(its.at, its.in(folder));
      await moveFile(its.at, its.in(odd), its.in(`${folder}/${odd}`));
      expect(await names(its.in(folder))).toEqual([odd]);
      await deleteFile(its.at, its.in(`${folder}/${odd}`));
      expect(await names(its.in(folder))).toEqual([]);
      await deleteFile(its.at, its.in(folder));
      expect(await statFile(its.at, its.in(folder))).toBeNull();
    });

    test("a folder is listed with what lies directly in it", async () => {
      await makeFolder(its.at, its.in("listed"));
      await makeFolder(its.at, its.in("listed/below"));
      await its.put("listed/below/hidden.txt", "x");
      const before = Date.now();
      const { etag } = await its.put("listed/b.txt", "12345", { mimeType: "text/plain" });
      const { folder, entries } = await listFolder(its.at, its.in("listed"));
      expect(folder).toMatchObject({ path: its.in("listed"), name: "listed", isFolder: true, mimeType: "" });
      const below = entries.find((entry) => entry.isFolder);
      const file = entries.find((entry) => !entry.isFolder);
      expect(entries).toHaveLength(2);
      expect(below).toMatchObject({ name: "below", path: its.in("listed/below") });
      expect(file).toMatchObject({ name: "b.txt", size: 5, mimeType: "text/plain" });
      if (etag !== null) expect(file?.etag).toBe(etag);
      expect(Math.abs((file?.modifiedMs ?? 0) - before)).toBeLessThan(120_000);
      if (!known.nextcloud) return;
      expect(file).toMatchObject({
        fileId: expect.stringMatching(/^\d+$/),
        permissions: expect.stringContaining("W"),
      });
    });

    test("what is not there, and what is no folder", async () => {
      await its.put("plain.txt", "x");
      expect(await statFile(its.at, its.in("nothing"))).toBeNull();
      await expect(listFolder(its.at, its.in("nothing"))).rejects.toEqual(refused("not-found"));
      await expect(listFolder(its.at, its.in("plain.txt"))).rejects.toEqual(refused("not-a-folder"));
      await expect(open("nothing")).rejects.toEqual(refused("not-found"));
      await expect(deleteFile(its.at, its.in("nothing"))).rejects.toEqual(refused("not-found"));
      await expect(moveFile(its.at, its.in("nothing"), its.in("x"))).rejects.toEqual(refused("not-found"));
    });

    test("folders are made once, below what is there", async () => {
      expect(await makeFolder(its.at, its.in("made"))).toBe("made");
      expect(await makeFolder(its.at, its.in("made"))).toBe("exists");
      await expect(makeFolder(its.at, its.in("none/x"))).rejects.toEqual(refused("parent-missing"));
      await expect(its.put("none/x.txt", "x")).rejects.toEqual(refused("parent-missing"));
      await expect(moveFile(its.at, its.in("made"), its.in("none/made"))).rejects.toEqual(
        refused(known.moveWithoutParent),
      );
    });

    test("nothing is overwritten unless it is meant", async () => {
      await its.put("one.txt", "first");
      await its.put("two.txt", "second");
      await expect(its.put("one.txt", "other", { ifNoneMatch: "*" })).rejects.toEqual(refused("exists"));
      await expect(moveFile(its.at, its.in("one.txt"), its.in("two.txt"))).rejects.toEqual(refused("exists"));
      await expect(its.put("one.txt", "other", { ifMatch: '"stale"' })).rejects.toEqual(refused("changed"));
      await expect(deleteFile(its.at, its.in("one.txt"), { etag: '"stale"' })).rejects.toEqual(
        refused("changed"),
      );
      expect([await its.read("one.txt"), await its.read("two.txt")]).toEqual(["first", "second"]);
      const etag = (await statFile(its.at, its.in("one.txt")))?.etag ?? "";
      await its.put("one.txt", "changed", { ifMatch: etag });
      expect(await its.read("one.txt")).toBe("changed");
      await deleteFile(its.at, its.in("one.txt"), {
        etag: (await statFile(its.at, its.in("one.txt")))?.etag ?? "",
      });
      expect(await statFile(its.at, its.in("one.txt"))).toBeNull();
    });

    test("parts of a file, and a file that is known", async () => {
      await its.put("parts.bin", "0123456789", { mimeType: "application/x-bin" });
      const whole = await open("parts.bin");
      const etag = whole.headers.etag ?? "";
      expect([whole.status, whole.headers["content-length"], String(await buffer(whole.body))]).toEqual([
        200,
        "10",
        "0123456789",
      ]);
      const cases: [OpenFileOptions["headers"], number, string, string | undefined][] = [
        [{ range: "bytes=2-5" }, 206, "2345", "bytes 2-5/10"],
        [{ range: "bytes=-3" }, 206, "789", "bytes 7-9/10"],
        [{ range: "bytes=7-" }, 206, "789", "bytes 7-9/10"],
        [{ range: "bytes=2-5", ifRange: etag }, 206, "2345", "bytes 2-5/10"],
        [{ range: "bytes=2-5", ifRange: '"stale"' }, 200, "0123456789", undefined],
        [{ ifNoneMatch: etag }, 304, "", undefined],
      ];
      for (const [headers, status, text, range] of cases) {
        const answer = await open("parts.bin", headers);
        expect([answer.status, String(await buffer(answer.body)), answer.headers["content-range"]]).toEqual([
          status,
          text,
          range,
        ]);
      }
      expect((await open("parts.bin", { range: "bytes=50-60" })).status).toBe(416);
      const head = await openFile(its.at, its.in("parts.bin"), {
        method: "HEAD",
        headers: { range: "bytes=2-5" },
      });
      expect([head.status, head.headers["content-length"], String(await buffer(head.body))]).toEqual([
        200,
        "10",
        "",
      ]);
    });

    test("0 bytes are a file", async () => {
      await its.put("empty.txt", "", { ifNoneMatch: "*" });
      expect(await statFile(its.at, its.in("empty.txt"))).toMatchObject({ size: 0, isFolder: false });
      expect(await its.read("empty.txt")).toBe("");
    });

    test("an upload that is cut leaves nothing, and what was there as it was", async () => {
      await its.put("kept.bin", "as it was");
      for (const path of ["cut.bin", "kept.bin"]) {
        const source = new PassThrough();
        const sent = putFile(its.at, its.in(path), source, { size: 3_000_000 });
        source.write(Buffer.alloc(1_000_000), () => source.destroy(new Error("gone")));
        await expect(sent).rejects.toEqual(refused("source-failed"));
      }
      // Asked after the server has noticed: it holds the name as long.
      await its.put("after.txt", "x");
      await expect.poll(() => statFile(its.at, its.in("cut.bin"))).toBeNull();
      expect(await its.read("kept.bin")).toBe("as it was");
    });

    test("the time of a file is kept", async ({ skip }) => {
      if (!known.keepsModified) return skip("X-OC-MTime is Nextcloud's");
      await its.put("old.txt", "x", { modifiedMs: 1_700_000_000_999 });
      expect(await statFile(its.at, its.in("old.txt"))).toMatchObject({ modifiedMs: 1_700_000_000_000 });
    });

    test("names that are refused", async ({ skip }) => {
      if (!known.refusesNames) return skip("plain WebDAV takes them");
      for (const odd of ["a\\b.txt", `${"l".repeat(251)}`]) {
        await expect(its.put(odd, "x")).rejects.toEqual(refused("name-refused"));
        await expect(makeFolder(its.at, its.in(odd))).rejects.toEqual(refused("name-refused"));
      }
    });

    test("a wrong password is told as such, on every way", async () => {
      const { wrong } = its.server;
      const denied = expect.objectContaining({ kind: "auth" });
      await expect(listFolder(wrong, its.folder)).rejects.toEqual(denied);
      await expect(openFile(wrong, its.in("empty.txt"), { method: "GET" })).rejects.toEqual(denied);
    });
  });
}
