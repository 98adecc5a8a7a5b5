import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { testDirectory } from "#tests/support/test-database.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { mediaBytes } from "./media-bytes.ts";
import { dropMedia, keepMedia, mediaFolder, mediaPath, openMediaFile } from "./media-files.ts";
import { mediaName } from "./media-name.ts";
import { mediaType, pictureSize } from "./media-type.ts";
import { resealMedia } from "./reseal-media.ts";

const SEGMENT = 65_536;

async function read(env: Parameters<typeof mediaBytes>[0], id: string, first = 0, last = Infinity) {
  const handle = await openMediaFile(env, id);
  if (!handle) return null;
  try {
    const { size, read: part } = await mediaBytes(env, handle, id);
    const pieces: Buffer[] = [];
    for await (const piece of part(first, Math.min(last, size - 1))) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await handle.close();
  }
}

test.each([0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 200_000])(
  "%i bytes come back as they were, whole and in parts, in pieces of any size",
  async (size) => {
    const env = testEnvironment(`file:${await testDirectory()}/parlour.db`);
    const content = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 256));
    const pieces = Array.from({ length: Math.ceil(size / 999) }, (_, at) =>
      content.subarray(at * 999, at * 999 + 999),
    );
    const id = newId();
    const kept = await keepMedia(env, id, Readable.from(pieces), { maximumBytes: size });
    expect([kept.size, kept.head.equals(content.subarray(0, 256 * 1024))]).toEqual([size, true]);
    expect((await read(env, id))?.equals(content)).toBe(true);
    for (const [first, last] of [
      [0, 0],
      [SEGMENT - 2, SEGMENT + 2],
      [size - 3, size - 1],
    ] as const)
      if (first >= 0 && first < size)
        expect((await read(env, id, first, last))?.equals(content.subarray(first, last + 1))).toBe(true);
    await dropMedia(env, id);
    await dropMedia(env, id);
    expect([await read(env, id), await readdir(mediaFolder(env))]).toEqual([null, []]);
  },
);

test("what breaks off, or is too large, leaves nothing; no name leads out of the folder", async () => {
  const env = testEnvironment(`file:${await testDirectory()}/parlour.db`);
  async function* breaking() {
    yield Buffer.alloc(100_000);
    throw new Error("gone");
  }
  await expect(keepMedia(env, newId(), breaking(), { maximumBytes: 1e6 })).rejects.toThrow("gone");
  const large = Readable.from([Buffer.alloc(11)]);
  await expect(keepMedia(env, newId(), large, { maximumBytes: 10 })).rejects.toMatchObject({
    code: "too_large",
  });
  expect(await readdir(mediaFolder(env))).toEqual([]);
  for (const id of ["../parlour.db", "", ".", "a/b", "ABCDEFGHIJKLMNOPQRST", `${newId()}.part`])
    expect(() => mediaPath(env, id)).toThrow("no id");
});

test("files move to another key, and those that no key opens are counted", async () => {
  const url = `file:${await testDirectory()}/parlour.db`;
  const before = testEnvironment(url, { PARLOUR_ENCRYPTION_KEY: "the-key-of-yesterday-1234567" });
  const [id, lost] = [newId(), newId()];
  await keepMedia(before, id, Readable.from([Buffer.from("kept")]), { maximumBytes: 10 });
  await writeFile(path.join(mediaFolder(before), lost), "no sealed file");
  const changing = testEnvironment(url, {
    PARLOUR_ENCRYPTION_KEY: "the-key-of-today-12345678901",
    PARLOUR_ENCRYPTION_KEY_PREVIOUS: "the-key-of-yesterday-1234567",
  });
  expect(await resealMedia(changing)).toEqual({ resealed: 1, current: 1, lost: 1 });
  expect(await resealMedia(changing)).toEqual({ resealed: 0, current: 1, lost: 1 });
  const after = testEnvironment(url, { PARLOUR_ENCRYPTION_KEY: "the-key-of-today-12345678901" });
  expect((await read(after, id))?.toString()).toBe("kept");
  await expect(read(before, id)).rejects.toThrow("No key");
});

test.each([
  ["C:\\a\\b.txt", "b.txt"],
  ["../../etc/passwd", "passwd"],
  ["a\u0000b\r\nc.txt", "ab c.txt"],
  ["\u202egpj.exe", "gpj.exe"],
  ["..", "file"],
  ["", "file"],
  ["  ", "file"],
  ["Skizze ü (1).png", "Skizze ü (1).png"],
])("the name %j is shown as %j", (told, shown) => {
  expect(mediaName(told)).toBe(shown);
  expect(mediaName("x".repeat(5000)).length).toBeLessThanOrEqual(200);
});

test("a cut or false picture has no size, and what is none is none", async () => {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(mediaType(head, "x.html")).toBe("image/png");
  expect(await pictureSize(head)).toBeNull();
  expect(await pictureSize(Buffer.from("<svg width='5' height='5'/>"))).toBeNull();
  expect([mediaType(Buffer.alloc(0), "x.svg"), mediaType(Buffer.alloc(0), "x.heic")]).toEqual([
    "application/octet-stream",
    "application/octet-stream",
  ]);
});
